using NodaTime;

namespace EtlAspire.Transformer.Moments;

/// <summary>
/// A time zone as a text gives it: <c>Z</c>, a distance from UTC such as <c>+02</c>, <c>+0200</c>, <c>+02:00</c> or <c>+02:00:00</c>,
/// or a name. Nothing means UTC.
/// </summary>
/// <param name="Seconds">How far its clocks are ahead of UTC.</param>
/// <param name="Named">The zone that says so instead, for every moment.</param>
internal readonly record struct ZoneText(int Seconds, DateTimeZone? Named)
{
    /// <summary>As far as PostgreSQL goes, to just before 16 hours.</summary>
    private const int MaxHours = 15;

    /// <summary>Reads a zone to the text's end.</summary>
    public static bool TryRead(TextCursor cursor, out ZoneText zone)
    {
        zone = default;
        cursor.TryPassSpaces();
        if (cursor.IsAtEnd || cursor.Rest is [(byte)'Z' or (byte)'z'])
            return true;

        var isBehind = cursor.TryPass('-');
        if (isBehind || cursor.TryPass('+'))
        {
            var isDistance = TryReadDistance(cursor, out var seconds);
            zone = new ZoneText(isBehind ? -seconds : seconds, null);
            return isDistance;
        }

        var named = ZoneNames.Find(cursor.Rest);
        zone = new ZoneText(0, named);
        return named is not null;
    }

    private static bool TryReadDistance(TextCursor cursor, out int seconds)
    {
        int minute = 0, second = 0;
        var isDistance = cursor.TryReadNumber(2, 2, out var hour);
        if (isDistance && cursor.TryPass(':'))
            isDistance = cursor.TryReadNumber(2, 2, out minute) && (!cursor.TryPass(':') || cursor.TryReadNumber(2, 2, out second));
        else if (isDistance && !cursor.IsAtEnd)
            isDistance = cursor.TryReadNumber(2, 2, out minute);

        seconds = (hour * 60 + minute) * 60 + second;
        return isDistance && cursor.IsAtEnd && hour <= MaxHours && minute < 60 && second < 60;
    }
}
