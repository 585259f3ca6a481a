using CsCheck;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>The scan against a slow and obvious one.</summary>
public sealed class RandomScanTests
{
    [Fact]
    public Task The_scan_finds_what_the_slow_scan_finds() =>
        Gen.Select(RandomJson.Records, Gen.Int[1, 40]).SampleAsync(async (response, pieceSize) =>
        {
            var slow = new SlowScanner(response);

            var (content, sink) = await Response.SplitAsync(response, pieceSize);

            Assert.Equal(slow.Records, sink.Records);
            Assert.Equal(slow.Rejects, sink.Rejects.Select(reject => reject.Record));
            Assert.Equal(slow.Records.Count + slow.Rejects.Count, content.Records);
            Assert.Equal(slow.Shape.ToJson(), sink.Shapes.ToShape().ToJson());
        }, iter: 5_000);

    [Theory]
    [InlineData("0", 1, 0, 0)]
    [InlineData("-12.50", 2, 2, 3)]
    [InlineData("1500", 4, 0, 2)]
    [InlineData("0.001", 1, 3, 1)]
    [InlineData("1.5e3", 4, 0, 2)]
    [InlineData("1e-5", 1, 5, 1)]
    [InlineData("0e500", 1, 0, 0)]
    [InlineData("1e99999999999", 1_000_000_001, 0, 1)]
    public void Digits_are_counted_as_if_the_number_were_written_out(string number, int integer, int fraction, int significant) =>
        Assert.Equal(new NumberDigits(integer, fraction, significant),
            NumberDigits.Count(System.Text.Encoding.ASCII.GetBytes(number)));

    [Fact]
    public void Digits_are_counted_as_the_slow_way_does() =>
        Gen.Select(Gen.OneOf("", "-"), Gen.OneOf("0", "5", "10", "1200", "99999"),
            Gen.OneOf("", ".0", ".5", ".0500", ".00001"), Gen.Int[-12, 12].Select(exponent => exponent == 0 ? "" : $"e{exponent}"),
            (sign, integer, fraction, exponent) => sign + integer + fraction + exponent)
        .Sample(number =>
        {
            var digits = NumberDigits.Count(System.Text.Encoding.ASCII.GetBytes(number));

            Assert.Equal(SlowScanner.CountDigits(number), (digits.Integer, digits.Fraction, digits.Significant));
        });
}
