using System.Buffers.Text;

namespace EtlAspire.Extractor.Scanning;

/// <summary>
/// How many digits a JSON number has once it is written out without exponent: <c>-12.50</c> has 2, 2 and 3 significant
/// ones. Zeros at the ends are not significant. Of a zero only the decimals count that its exponent asks for.
/// </summary>
internal readonly record struct NumberDigits(int Integer, int Fraction, int Significant)
{
    /// <summary>What an exponent beyond all reason is cut to, so that sums with it stay an <see cref="int"/>.</summary>
    private const int MaxExponent = 1_000_000_000;

    /// <param name="number">A number as JSON writes it.</param>
    public static NumberDigits Count(ReadOnlySpan<byte> number)
    {
        var digits = number[0] == '-' ? number[1..] : number;
        var exponent = 0;
        if (digits.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var mark)
        {
            exponent = ReadExponent(digits[(mark + 1)..]);
            digits = digits[..mark];
        }

        var point = digits.IndexOf((byte)'.');
        var integer = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];

        var leadingZeros = CountLeadingZeros(integer, fraction);
        if (leadingZeros == integer.Length + fraction.Length)
            return new NumberDigits(1, Math.Max(0, fraction.Length - exponent), 0);

        return new NumberDigits(
            Math.Max(1, integer.Length - leadingZeros + exponent),
            Math.Max(0, fraction.Length - exponent),
            integer.Length + fraction.Length - leadingZeros - CountTrailingZeros(integer, fraction));
    }

    private static int ReadExponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var size = Utf8Parser.TryParse(digits, out int value, out _) ? Math.Min(value, MaxExponent) : MaxExponent;
        return isNegative ? -size : size;
    }

    private static int CountLeadingZeros(ReadOnlySpan<byte> integer, ReadOnlySpan<byte> fraction)
    {
        var first = integer.IndexOfAnyExcept((byte)'0');
        if (first >= 0)
            return first;
        var firstInFraction = fraction.IndexOfAnyExcept((byte)'0');
        return integer.Length + (firstInFraction < 0 ? fraction.Length : firstInFraction);
    }

    private static int CountTrailingZeros(ReadOnlySpan<byte> integer, ReadOnlySpan<byte> fraction)
    {
        var last = fraction.LastIndexOfAnyExcept((byte)'0');
        return last >= 0
            ? fraction.Length - 1 - last
            : fraction.Length + integer.Length - 1 - integer.LastIndexOfAnyExcept((byte)'0');
    }
}
