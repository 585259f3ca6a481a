using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry;

/// <summary>A log record.</summary>
internal sealed record LogEntry
{
    /// <summary>Counts up in the order of arrival; unique in this dashboard.</summary>
    public long Number { get; init; }

    public required TelemetryResource Resource { get; init; }

    public required TelemetryScope Scope { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required LogLevel Level { get; init; }

    public required string Message { get; init; }

    /// <summary>Lowercase hex; null outside a trace.</summary>
    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];
}

/// <param name="Resource">Only those of this resource.</param>
/// <param name="Level">Only those as severe, or more.</param>
/// <param name="Text">Only those with this in the message or an attribute, whatever its case.</param>
/// <param name="TraceId">Only those of this trace.</param>
/// <param name="SpanId">Only those of this span.</param>
internal sealed record LogFilter(
    string? Resource = null, LogLevel Level = LogLevel.Trace, string? Text = null, string? TraceId = null, string? SpanId = null);
