namespace EtlAspire.Transformer.Moments;

/// <summary>
/// Dates: a year of four to six digits, month and day, with <c>-</c> or <c>/</c> between. Years of two digits are none: of which
/// century?
/// </summary>
internal static class DateText
{
    /// <summary>From the first day of the year 1 to the epoch, the first day of 1970.</summary>
    public const int DaysBeforeEpoch = 719_162;

    private static ReadOnlySpan<short> DaysBeforeMonth => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>Reads a date; the years are those of the Gregorian calendar, from 1 on.</summary>
    /// <param name="cursor">What begins with it.</param>
    /// <param name="days">Days since the epoch.</param>
    public static bool TryRead(ref TextCursor cursor, out int days)
    {
        days = 0;
        if (!cursor.TryReadNumber(4, 6, out var year))
            return false;
        var separator = cursor.TryPass('-') ? '-' : '/';
        if (separator == '/' && !cursor.TryPass('/'))
            return false;
        if (!cursor.TryReadNumber(1, 2, out var month) || !cursor.TryPass(separator) || !cursor.TryReadNumber(1, 2, out var day))
            return false;

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DaysIn(year, month))
            return false;
        days = DaysBefore(year) + DaysBeforeMonth[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0) + day - 1 - DaysBeforeEpoch;
        return true;
    }

    private static int DaysIn(int year, int month) =>
        DaysBeforeMonth[month] - DaysBeforeMonth[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);

    private static int DaysBefore(int year) => (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
