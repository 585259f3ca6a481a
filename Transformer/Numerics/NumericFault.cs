using System.Text;

namespace EtlAspire.Transformer.Numerics;

/// <summary>
/// Why there is no number. It stands where the number would stand, as a text that no number looks like, until something shows it to
/// the user: DuckDB knows no other way to reject a row and to go on.
/// </summary>
internal static class NumericFault
{
    public const string DivisionByZero = "!division by zero";
    public const string BigintRange = "!bigint out of range";
    public const string BeyondLimits = "!a number beyond the limits of numeric";

    private const int MaxShown = 80;
    private const int MaxBytes = MaxShown * 4;

    /// <summary>Whether a text is a fault.</summary>
    public static bool Is(ReadOnlySpan<byte> text) => text is [(byte)'!', ..];

    /// <summary>A text that is no number.</summary>
    public static string NoNumber(ReadOnlySpan<byte> text) =>
        $"!'{Cut(Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxBytes + 1)]))}' is no number";

    public static string NoWholeExponent(Numeric exponent) => $"!the exponent {Cut(exponent.ToString())} is no whole number";

    public static string LargeExponent(Numeric exponent) => $"!the exponent {Cut(exponent.ToString())} is too large";

    public static string DoesNotFit(Numeric value, long precision, long scale) =>
        $"!{Cut(value.ToString())} does not fit numeric({precision}, {scale})";

    private static string Cut(string text)
    {
        var end = 0;
        var characters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (characters++ == MaxShown)
                return $"{text.AsSpan(0, end)}…";
            end += rune.Utf16SequenceLength;
        }

        return text;
    }
}
