using System.Buffers;
using System.Buffers.Text;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>
/// Writes numbers that are text as numeric: JSON's grammar, such as <c>-12.5e-3</c>, of any length, with as many decimals as
/// PostgreSQL gives that text.
/// </summary>
internal static class NumericText
{
    private const int StackLimit = 256;

    /// <summary>False when the text is no number, or PostgreSQL has no room for it.</summary>
    public static bool TryWrite(CopyBuffer buffer, ReadOnlySpan<byte> text)
    {
        var negative = text is [(byte)'-', ..];
        var mantissa = negative || text is [(byte)'+', ..] ? text[1..] : text;
        long exponent = 0;
        var mark = mantissa.IndexOfAny((byte)'e', (byte)'E');
        if (mark >= 0)
        {
            if (!TryReadExponent(mantissa[(mark + 1)..], out exponent))
                return false;
            mantissa = mantissa[..mark];
        }

        var pointAt = mantissa.IndexOf((byte)'.');
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        var decimals = pointAt < 0 ? [] : mantissa[(pointAt + 1)..];
        var length = whole.Length + decimals.Length;
        if (length == 0 || !AreDigits(whole) || !AreDigits(decimals))
            return false;

        byte[]? rented = null;
        var digits = length <= StackLimit
            ? stackalloc byte[StackLimit]
            : rented = ArrayPool<byte>.Shared.Rent(length);
        whole.CopyTo(digits);
        decimals.CopyTo(digits[whole.Length..]);
        var written = NumericField.TryWrite(
            buffer, negative, digits[..length], whole.Length + exponent, decimals.Length - exponent);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return written;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // An int is enough: with a larger exponent only a zero of that many digits could still be a number.
    private static bool TryReadExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        var read = Utf8Parser.TryParse(text, out int value, out var consumed) && consumed == text.Length;
        exponent = value;
        return read;
    }
}
