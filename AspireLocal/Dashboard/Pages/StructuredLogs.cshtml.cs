using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Pages;

internal sealed class StructuredLogsModel(TelemetryStore store) : PageModel
{
    private const int MaxRows = 500;
    private const int MaxSummary = 300;

    public static readonly LogLevel[] Levels =
        [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error, LogLevel.Critical];

    public IReadOnlyList<string> Names { get; } = ResourceNames.Of(store);

    public LogFilter Filter { get; private set; } = new();

    public IReadOnlyList<LogEntry> Logs { get; private set; } = [];

    public int Total { get; private set; }

    public void OnGet(string? name, string? resource, LogLevel? logLevel, string? text, string? traceId, string? spanId)
    {
        Filter = new LogFilter(
            ResourceNames.Choose(name ?? resource), logLevel ?? LogLevel.Trace, text, Blank(traceId), Blank(spanId));
        (Logs, Total) = store.FindLogs(Filter, MaxRows);
    }

    public static string FirstLine(LogEntry log)
    {
        var end = log.Message.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? log.Message : log.Message[..end];
        return line.Length > MaxSummary ? line[..MaxSummary] + "…" : line;
    }

    public static string ClassOf(LogLevel level) => level switch
    {
        LogLevel.Error or LogLevel.Critical => "bad",
        LogLevel.Warning => "wait",
        _ => "",
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
