using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>How the pages write times and the like: alike everywhere, in the invariant culture and UTC.</summary>
internal static class Text
{
    private const int Colours = 8;
    private const int MaxSeen = 1_000;
    private const int MaxAbout = 80;

    private static readonly string[] AboutNames = ["db.query.text", "db.statement", "url.full"];
    private static readonly ConcurrentDictionary<string, int> Seen = new(StringComparer.Ordinal);
    private static int LastNumber;

    public static string Time(DateTimeOffset? time) => time is { } known
        ? known.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)
        : "—";

    public static string Moment(DateTimeOffset? time) => time is { } known
        ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"
        : "—";

    /// <summary>Such as <c>12 µs</c>, <c>3.4 ms</c>, <c>1.25 s</c> or <c>2 min 05 s</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0} µs"),
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.##} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min {time.Seconds:00} s"),
    };

    public static string Number(double number) => number.ToString(
        Math.Abs(number) >= 1_000 ? "N0" : "0.###", CultureInfo.InvariantCulture);

    public static string Count(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}{(count == 1 ? "" : "s")}");

    /// <summary>The class of a service's colour: the same on every page, and another for each of the first few.</summary>
    public static string Colour(string resource)
    {
        var number = Seen.TryGetValue(resource, out var known) ? known
            : Seen.Count < MaxSeen ? Seen.GetOrAdd(resource, _ => Interlocked.Increment(ref LastNumber) - 1)
            : 0;
        return "c" + (number % Colours).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What a call to a database or a service was about, in short.</summary>
    public static string About(Span span)
    {
        var about = span.Attributes.FirstOrDefault(attribute => AboutNames.Contains(attribute.Name)).Value ?? "";
        var line = string.Join(' ', about.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > MaxAbout ? line[..MaxAbout] + "…" : line;
    }

    public static string Short(string id) => id.Length > 8 ? id[..8] : id;

    public static string KindOf(Span span) => span.Kind == SpanKind.Unspecified ? "" : span.Kind.ToString().ToLowerInvariant();
}
