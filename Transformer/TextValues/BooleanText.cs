using System.Text;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>The words for true and false, in upper or lower case.</summary>
internal readonly struct BooleanText : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (!TryParse(text, out var isTrue))
            return false;
        results.Set(row, isTrue);
        return true;
    }

    /// <summary>
    /// Reads JSON's own words. In a batch with texts, JSON's true comes as the text <c>true</c>: what it is as a number must not
    /// depend on the batch.
    /// </summary>
    public static bool TryParseJson(ReadOnlySpan<byte> text, out bool isTrue)
    {
        isTrue = text.SequenceEqual("true"u8);
        return isTrue || text.SequenceEqual("false"u8);
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out bool isTrue)
    {
        isTrue = IsOneOf(text, "true"u8, "t"u8, "yes"u8, "y"u8, "1"u8);
        return isTrue || IsOneOf(text, "false"u8, "f"u8, "no"u8, "n"u8, "0"u8);
    }

    private static bool IsOneOf(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> one, ReadOnlySpan<byte> two, ReadOnlySpan<byte> three, ReadOnlySpan<byte> four,
        ReadOnlySpan<byte> digit) =>
        Ascii.EqualsIgnoreCase(text, one) || Ascii.EqualsIgnoreCase(text, two) || Ascii.EqualsIgnoreCase(text, three)
        || Ascii.EqualsIgnoreCase(text, four) || text.SequenceEqual(digit);
}
