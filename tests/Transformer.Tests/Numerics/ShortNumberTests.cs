using System.Text;
using CsCheck;
using EtlAspire.Transformer.Numerics;

namespace EtlAspire.Transformer.Tests.Numerics;

/// <summary>The fast way for short numbers gives what the slow one gives.</summary>
public sealed class ShortNumberTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char["0123456789.-+e "].Array[0, 16].Select(characters => new string(characters)),
        Gen.Select(
            Gen.OneOf("", "", "-", "+"), Gen.Frequency((1, Gen.Const('0')), (2, Gen.Char['0', '9'])).Array[1, 14], Gen.Int[-1, 14],
            (sign, digits, point) =>
            {
                var text = new string(digits);
                var pointed = point >= 0 && point <= text.Length ? text.Insert(point, ".") : text;
                return sign + pointed[..Math.Min(pointed.Length, 14 - sign.Length)];
            }));

    [Fact]
    public void Both_ways_read_the_same_texts_as_the_same_numbers() => Text.Sample(text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var slow = NumericResult.Read(bytes);

        var isShort = ShortNumber.TryParse(bytes, out var value);

        Assert.Equal(text.Length <= 14 && slow.Fault is null && !text.Contains('e', StringComparison.Ordinal), isShort);
        if (isShort)
            Assert.Equal(slow.ToString(), Show(value));
    }, iter: 50_000);

    [Fact]
    public void Both_ways_compute_the_same() => Text.Where(IsShort).Array[2].Sample(texts =>
    {
        var (left, right) = (texts[0], texts[1]);
        CheckPair<Sum>(left, right);
        CheckPair<Difference>(left, right);
        CheckPair<Product>(left, right);
        CheckOne<Negation>(left);
        CheckOne<AbsoluteValue>(left);
        CheckOne<Itself>(left);
        Assert.Equal(Slow(left).CompareTo(Slow(right)), decimal.Compare(Short(left), Short(right)));
    }, iter: 20_000);

    private static void CheckPair<TOperation>(string left, string right)
        where TOperation : struct, INumericOperation
    {
        Assert.True(TOperation.TryCompute(Short(left), Short(right), out var result));
        Assert.Equal(TOperation.Compute(Slow(left), Slow(right)).ToString(), Show(result));
    }

    private static void CheckOne<TChange>(string text)
        where TChange : struct, INumericChange
    {
        Assert.True(TChange.TryCompute(Short(text), out var result));
        Assert.Equal(TChange.Compute(Slow(text)).ToString(), Show(result));
    }

    private static bool IsShort(string text) => ShortNumber.TryParse(Encoding.UTF8.GetBytes(text), out _);

    private static decimal Short(string text)
    {
        Assert.True(ShortNumber.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        return value;
    }

    private static Numeric Slow(string text) => NumericResult.Read(Encoding.UTF8.GetBytes(text)).Value;

    private static string Show(decimal value)
    {
        var text = new byte[ShortNumber.MaxLength];
        return Encoding.UTF8.GetString(text, 0, ShortNumber.Format(value, text));
    }
}
