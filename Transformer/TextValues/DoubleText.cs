using System.Globalization;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>
/// Numbers that a double is near to: neither too large for it nor so small that nothing but zero is left. True and false are 1 and 0.
/// </summary>
internal readonly struct DoubleText : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (NumberText.TryParse(text, out var number))
        {
            var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (!double.IsFinite(value) || (value == 0 && !number.IsZero))
                return false;
            results.Set(row, value);
            return true;
        }

        if (!BooleanText.TryParseJson(text, out var isTrue))
            return false;
        results.Set(row, isTrue ? 1.0 : 0.0);
        return true;
    }
}
