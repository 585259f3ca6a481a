using System.Buffers.Text;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>Whole numbers, however they are written: <c>12</c>, <c>12.00</c>, <c>1.2e1</c>. True and false are 1 and 0.</summary>
internal readonly struct BigintText : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        var isPlain = Utf8Parser.TryParse(text, out long value, out var length) && length == text.Length;
        if (!isPlain && !TryReadNumber(text, out value))
        {
            if (!BooleanText.TryParseJson(text, out var isTrue))
                return false;
            value = isTrue ? 1 : 0;
        }

        results.Set(row, value);
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (!NumberText.TryParse(text, out var number))
            return false;
        if (number.IsZero)
            return true;

        var limit = number.IsNegative ? 1UL << 63 : long.MaxValue;
        var magnitude = 0UL;
        var digits = number.Whole.Length + number.Decimals.Length;
        var point = number.Whole.Length + number.Exponent;
        for (var place = 0L; place < Math.Max(digits, point); place++)
        {
            var digit = place < digits ? DigitAt(number, (int)place) : 0;
            if (place >= point)
            {
                if (digit != 0)
                    return false;
                continue;
            }

            if (magnitude > (limit - digit) / 10)
                return false;
            magnitude = magnitude * 10 + digit;
        }

        value = number.IsNegative ? (long)(0 - magnitude) : (long)magnitude;
        return true;
    }

    private static ulong DigitAt(NumberText number, int place) => (ulong)(
        (place < number.Whole.Length ? number.Whole[place] : number.Decimals[place - number.Whole.Length]) - '0');
}
