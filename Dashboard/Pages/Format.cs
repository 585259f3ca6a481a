using System.Globalization;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Html;

namespace EtlAspire.Dashboard.Pages;

/// <summary>How the pages write numbers, times and sizes: alike everywhere, in the invariant culture and UTC.</summary>
internal static class Format
{
    private static readonly string[] SizeUnits = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>A count, as in <c>1,234</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its unit, as in <c>1 row</c> or <c>1,234 rows</c>.</summary>
    public static string Count(long count, string unit) => $"{Count(count)} {unit}{(count == 1 ? "" : "s")}";

    /// <summary>A length of time, as in <c>0.4 s</c>, <c>12 s</c> or <c>1 h 02 min</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 0 => "0 s",
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary>How long an ended run took, from the moment it got its turn.</summary>
    public static string Took(RunView run) =>
        run is { StartedAt: { } started, FinishedAt: { } finished } ? Duration(finished - started) : "—";

    /// <summary>A size, as in <c>1.2 MB</c>.</summary>
    public static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1000 && unit < SizeUnits.Length - 1)
            (size, unit) = (size / 1000, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {SizeUnits[unit]}");
    }

    /// <summary>A moment.</summary>
    public static IHtmlContent Time(DateTimeOffset? moment)
    {
        if (moment is not { } time)
            return new HtmlString("<span class=\"none\">—</span>");
        return new HtmlString(string.Create(CultureInfo.InvariantCulture,
            $"<time datetime=\"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z\">{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</time>"));
    }
}
