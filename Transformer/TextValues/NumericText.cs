using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>Numbers that PostgreSQL's numeric holds; they stay the text that they are. True and false are 1 and 0.</summary>
internal readonly struct NumericText : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (NumberText.TryParse(text, out var number))
        {
            if (!number.FitsNumeric)
                return false;
        }
        else
        {
            if (!BooleanText.TryParseJson(text, out var isTrue))
                return false;
            text = isTrue ? "1"u8 : "0"u8;
        }

        results.SetText(row, text);
        return true;
    }
}
