using System.Globalization;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>Reads what answers say about their pages, however they write it: PHP's totals are <c>2.0</c>, others are texts.</summary>
internal static class AnswerWords
{
    /// <summary>A whole number: <c>2</c>, <c>2.0</c>, <c>2e0</c>.</summary>
    public static bool TryReadCount(string text, out long count)
    {
        count = 0;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number != decimal.Truncate(number) || number is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        count = (long)number;
        return true;
    }

    /// <summary>True or false: <c>true</c>, <c>1</c>, <c>"True"</c>.</summary>
    public static bool TryReadFlag(string text, out bool flag)
    {
        if (bool.TryParse(text, out flag))
            return true;
        if (!TryReadCount(text, out var number) || number is not (0 or 1))
            return false;

        flag = number == 1;
        return true;
    }
}
