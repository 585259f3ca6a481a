using System.Buffers.Text;

namespace EtlAspire.Transformer.Numerics;

/// <summary>
/// The fast way for nearly all numbers: short ones without an exponent. System.Decimal keeps decimals as PostgreSQL does, and has room
/// for every digit of a sum or a product of two of them.
/// </summary>
internal static class ShortNumber
{
    /// <summary>Room for every result's text.</summary>
    public const int MaxLength = 32;

    private const int MaxOperand = 14;

    /// <summary>False when the text is too long, or no number that is written so.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0;
        return text.Length <= MaxOperand && Utf8Parser.TryParse(text, out value, out var length, 'F') && length == text.Length;
    }

    /// <summary>Writes a number as PostgreSQL shows it, zero without a sign, and gives the length.</summary>
    public static int Format(decimal value, Span<byte> text)
    {
        Utf8Formatter.TryFormat(value, text, out var length);
        return length;
    }
}
