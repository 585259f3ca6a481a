using System.Globalization;

namespace EtlAspire.Transformer.Moments;

/// <summary>
/// Times of the day: <c>HH:MM</c>, <c>HH:MM:SS</c> and <c>HH:MM:SS.fraction</c>. As in PostgreSQL a day may end with 24:00, and the
/// second 60 is the first one of the next minute.
/// </summary>
internal static class TimeText
{
    public const long MicrosPerDay = 24 * MicrosPerHour;

    private const long MicrosPerSecond = 1_000_000;
    private const long MicrosPerMinute = 60 * MicrosPerSecond;
    private const long MicrosPerHour = 60 * MicrosPerMinute;
    private const int MicroDigits = 6;

    /// <summary>Reads a time.</summary>
    /// <param name="cursor">What begins with it.</param>
    /// <param name="micros">Microseconds since the day began.</param>
    public static bool TryRead(ref TextCursor cursor, out long micros)
    {
        micros = 0;
        if (!cursor.TryReadNumber(1, 2, out var hour) || !cursor.TryPass(':') || !cursor.TryReadNumber(2, 2, out var minute))
            return false;

        var second = 0;
        long fraction = 0;
        if (cursor.TryPass(':') && !(cursor.TryReadNumber(2, 2, out second) && TryReadFraction(ref cursor, out fraction)))
            return false;

        micros = hour * MicrosPerHour + minute * MicrosPerMinute + second * MicrosPerSecond + fraction;
        return minute < 60 && second <= 60 && micros <= MicrosPerDay;
    }

    // There may be none.
    private static bool TryReadFraction(ref TextCursor cursor, out long micros)
    {
        micros = 0;
        var fraction = cursor.Rest;
        if (!cursor.TryPass('.'))
            return true;

        var digits = cursor.ReadDigits();
        if (digits.Length > MicroDigits)
        {
            // By way of a double, as PostgreSQL rounds it: so the two agree on every text.
            var second = double.Parse(fraction[..(digits.Length + 1)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            micros = (long)Math.Round(second * MicrosPerSecond);
            return true;
        }

        for (var i = 0; i < MicroDigits; i++)
            micros = micros * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        return !digits.IsEmpty;
    }
}
