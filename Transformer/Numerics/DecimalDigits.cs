using System.Globalization;
using System.Numerics;

namespace EtlAspire.Transformer.Numerics;

/// <summary>Writes numbers of any length in halves: BigInteger alone takes four times as long for twice the digits.</summary>
internal static class DecimalDigits
{
    private const int Most = 1000;

    /// <summary>The digits of a number that is not negative, with zeros before them up to a length that has room for all.</summary>
    public static void Write(BigInteger number, Span<char> digits)
    {
        if (digits.Length <= Most)
        {
            number.TryFormat(digits, out _, $"D{digits.Length}", CultureInfo.InvariantCulture);
            return;
        }

        var half = digits.Length / 2;
        var first = BigInteger.DivRem(number, PowersOfTen.Get(half), out var last);
        Write(first, digits[..^half]);
        Write(last, digits[^half..]);
    }
}
