namespace Aspire.Dashboard.Telemetry;

internal enum TelemetryKind
{
    Traces,
    Logs,
    Metrics,
}
