using System.Globalization;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Runs;

/// <summary>A line of <c>pipeline.log</c> as a text.</summary>
internal static class LogText
{
    public static string Format(LogLine line) => string.Create(CultureInfo.InvariantCulture,
        $"{line.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}Z {Level(line.Level),-5} "
        + $"{line.Stage.ToString().ToLowerInvariant(),-9} {line.Message.ReplaceLineEndings(" ")}");

    private static string Level(EventLevel level) =>
        level == EventLevel.Warning ? "WARN" : level.ToString().ToUpperInvariant();
}
