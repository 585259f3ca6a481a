using CsCheck;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>The splitting of lines against a slow and obvious one.</summary>
public sealed class RandomLinesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Lines_are_what_the_slow_way_finds() => CheckAsync(RandomLines.Text);

    [Fact]
    public Task Lines_that_are_much_alike_are_what_the_slow_way_finds() => CheckAsync(RandomLines.Alike);

    [Fact]
    public Task Lines_that_are_made_alike_are_what_the_slow_way_finds() => CheckAsync(RandomLines.OfOneMake);

    [Fact]
    public Task Lines_that_are_made_in_two_ways_are_what_the_slow_way_finds() => CheckAsync(RandomLines.OfTwoMakes);

    private static Task CheckAsync(Gen<byte[]> texts) =>
        Gen.Select(texts, Gen.Int[1, 60], Gen.Int[1, 40]).SampleAsync(async (text, pieceSize, pageSize) =>
        {
            var slow = new SlowLines(text);
            var sink = new CollectingSink();
            using var buffer = Response.Buffer(text, pieceSize);
            var lines = new LineSplitter(buffer, position: 0);

            while (!lines.IsAtEnd)
                await lines.ReadPageAsync(sink, lines.Position + pageSize, Cancel);

            Assert.Equal(slow.Records, sink.Records);
            Assert.Equal(slow.Rejects, sink.Rejects.Select(reject => reject.Record));
            Assert.Equal(slow.Shape.ToJson(), sink.Shapes.ToShape().ToJson());
            Assert.Equal(text.Length, lines.Position);
        }, iter: 1_000);
}
