using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using NodaTime;

namespace EtlAspire.Transformer.Moments;

/// <summary>
/// Time zones by name, in upper or lower case. They come out of the copy of the tz database that NodaTime brings along, so that a text
/// means the same on every machine. There are no more than it has, so that texts from outside cannot fill any memory.
/// </summary>
internal static class ZoneNames
{
    private const int MaxLength = 64;

    /// <summary>The calendar repeats every 400 years, and what the database says of the years to come with it.</summary>
    private const long MicrosPerCycle = 146_097 * TimeText.MicrosPerDay;

    /// <summary>NodaTime ends with the year 9999: this is 1970 and 19 times 400 years.</summary>
    private const long LateMoment = 19 * MicrosPerCycle;

    /// <summary>In the database these have a summer time; to PostgreSQL they are the names of the winter time.</summary>
    private static readonly string[] Ambiguous = ["CET", "EET", "MET", "WET"];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ids = DateTimeZoneProviders.Tzdb.Ids
        .Except(Ambiguous)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The zone of a name; null when there is none.</summary>
    public static DateTimeZone? Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[MaxLength];
        return Ascii.ToUtf16(name, text, out var length) == OperationStatus.Done && Ids.TryGetValue(text[..length], out var id)
            ? Find(id)
            : null;
    }

    /// <summary>
    /// How many seconds a zone's clocks are ahead of UTC when they show a time. As in PostgreSQL a time that they skip is taken as
    /// of before the change, and one that they show twice as of after it.
    /// </summary>
    /// <param name="zone">The zone.</param>
    /// <param name="micros">What its clocks show, in microseconds since they showed the beginning of 1970.</param>
    public static int SecondsAt(DateTimeZone zone, long micros)
    {
        if (micros >= LateMoment)
            micros = LateMoment - MicrosPerCycle + micros % MicrosPerCycle;
        var shown = new LocalDateTime(1970, 1, 1, 0, 0).PlusTicks(micros * TimeSpan.TicksPerMicrosecond);
        var mapping = zone.MapLocal(shown);
        return (mapping.Count > 1 ? mapping.LateInterval : mapping.EarlyInterval).WallOffset.Seconds;
    }

    // In the database the short names stand for cities that once kept another time.
    private static DateTimeZone Find(string id) => id switch
    {
        "EST" => DateTimeZone.ForOffset(Offset.FromHours(-5)),
        "MST" => DateTimeZone.ForOffset(Offset.FromHours(-7)),
        "HST" => DateTimeZone.ForOffset(Offset.FromHours(-10)),
        _ => DateTimeZoneProviders.Tzdb[id],
    };
}
