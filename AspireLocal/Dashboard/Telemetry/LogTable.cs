namespace Aspire.Dashboard.Telemetry;

/// <summary>The logs, as they came.</summary>
internal sealed class LogTable(TelemetryLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Queue<LogEntry> _logs = [];
    private long _bytes;
    private long _number;

    public void Add(IReadOnlyList<LogEntry> logs)
    {
        lock (_lock)
        {
            foreach (var log in logs)
            {
                _logs.Enqueue(log with { Number = ++_number });
                _bytes += TextSize.Of(log);
            }

            while (_logs.Count > limits.MaxLogs || _bytes > limits.MaxLogBytes)
                _bytes -= TextSize.Of(_logs.Dequeue());
        }
    }

    public (IReadOnlyList<LogEntry> Logs, int Total) Find(LogFilter filter, int limit)
    {
        LogEntry[] logs;
        lock (_lock)
            logs = [.. _logs];

        var found = logs.Where(log => Matches(log, filter)).ToList();
        found.Reverse();
        return (found.Count > limit ? found[..limit] : found, found.Count);
    }

    private static bool Matches(LogEntry log, LogFilter filter) =>
        log.Level >= filter.Level
        && (filter.Resource is null || log.Resource.Name == filter.Resource)
        && (filter.TraceId is null || log.TraceId == filter.TraceId)
        && (filter.SpanId is null || log.SpanId == filter.SpanId)
        && (string.IsNullOrEmpty(filter.Text) || TextSearch.Has(log, filter.Text));
}
