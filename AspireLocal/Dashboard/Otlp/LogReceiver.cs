using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.Logging;
using Opentelemetry.Proto.Collector.Logs.V1;
using Opentelemetry.Proto.Logs.V1;

namespace Aspire.Dashboard.Otlp;

/// <summary>Takes in logs.</summary>
internal sealed class LogReceiver(TelemetryStore store, OtlpSource source, OtlpText text)
{
    public ExportLogsServiceResponse Receive(ExportLogsServiceRequest request)
    {
        var logs = new List<LogEntry>();
        foreach (var ofResource in request.ResourceLogs)
        {
            var resource = source.Read(ofResource.Resource);
            foreach (var ofScope in ofResource.ScopeLogs)
            {
                var scope = source.Read(ofScope.Scope);
                foreach (var log in ofScope.LogRecords)
                    logs.Add(Read(log, resource, scope));
            }
        }

        if (logs.Count > 0)
            store.Add(logs);
        return new();
    }

    private LogEntry Read(LogRecord log, TelemetryResource resource, TelemetryScope scope) => new()
    {
        Resource = resource,
        Scope = scope,
        Time = OtlpText.ReadTime(log.TimeUnixNano != 0 ? log.TimeUnixNano : log.ObservedTimeUnixNano),
        Level = LevelOf((int)log.SeverityNumber),
        Message = text.Read(log.Body),
        TraceId = OtlpText.ReadId(log.TraceId, 16),
        SpanId = OtlpText.ReadId(log.SpanId, 8),
        Attributes = text.Read(log.Attributes).Attributes,
    };

    // Four numbers a level: https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
    private static LogLevel LevelOf(int severity) => severity switch
    {
        0 => LogLevel.Information, // not told
        <= 4 => LogLevel.Trace,
        <= 8 => LogLevel.Debug,
        <= 12 => LogLevel.Information,
        <= 16 => LogLevel.Warning,
        <= 20 => LogLevel.Error,
        _ => LogLevel.Critical,
    };
}
