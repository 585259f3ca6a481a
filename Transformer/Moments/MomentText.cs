namespace EtlAspire.Transformer.Moments;

/// <summary>A moment as a text gives it: a date, which may be followed by <c>T</c> or spaces and a time, and that by a zone.</summary>
/// <param name="Days">Its date, in days since 1970-01-01.</param>
/// <param name="Shown">What a clock shows that goes by its zone, in microseconds since 1970.</param>
/// <param name="Zone">Its zone.</param>
internal readonly record struct MomentText(int Days, long Shown, ZoneText Zone)
{
    /// <summary>The first moment of the year 1: not all clients of the warehouse know what was before.</summary>
    private const long First = -DateText.DaysBeforeEpoch * TimeText.MicrosPerDay;

    /// <summary>In the year 294247. What would come next is infinity to DuckDB.</summary>
    private const long Last = long.MaxValue - 1;

    /// <summary>Reads a text.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out MomentText moment)
    {
        moment = default;
        var cursor = new TextCursor(text);
        if (!DateText.TryRead(ref cursor, out var days))
            return false;

        long time = 0;
        ZoneText zone = default;
        if (!cursor.IsAtEnd)
        {
            if (!cursor.TryPassSpaces() && !cursor.TryPass('T') && !cursor.TryPass('t'))
                return false;
            if (!TimeText.TryRead(ref cursor, out time) || !ZoneText.TryRead(cursor, out zone))
                return false;
        }

        if (days > Last / TimeText.MicrosPerDay || days * TimeText.MicrosPerDay > Last - time)
            return false;
        moment = new MomentText(days, days * TimeText.MicrosPerDay + time, zone);
        return true;
    }

    /// <summary>The moment in microseconds since 1970 in UTC; false when it is too early or too late for a table.</summary>
    public bool TryToUtc(out long micros)
    {
        var ahead = (Zone.Named is null ? Zone.Seconds : ZoneNames.SecondsAt(Zone.Named, Shown)) * 1_000_000L;
        micros = Shown - ahead;
        return Shown <= Last + Math.Min(ahead, 0) && micros >= First;
    }
}
