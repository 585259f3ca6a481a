namespace Aspire.Dashboard.Telemetry;

/// <summary>What is measured.</summary>
internal sealed record Instrument(
    TelemetryResource Resource, TelemetryScope Meter, string Name, string Unit, string Description, InstrumentKind Kind);

internal enum InstrumentKind
{
    /// <summary>A value that goes up and down.</summary>
    Gauge,

    /// <summary>A total; points hold the total so far, whatever the sender's temporality.</summary>
    Sum,

    /// <summary>A distribution.</summary>
    Histogram,
}

/// <summary>The points of one set of attributes, by time.</summary>
internal sealed record MetricSeries(IReadOnlyList<TelemetryAttribute> Attributes, IReadOnlyList<MetricPoint> Points);

/// <summary>A measurement: <see cref="Value"/> of a gauge or sum; the rest of a histogram, as totals so far.</summary>
internal sealed record MetricPoint(DateTimeOffset Time, double Value)
{
    public long Count { get; init; }

    /// <summary>The upper bounds of all buckets but the last, which has none.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    public IReadOnlyList<long> Buckets { get; init; } = [];

    /// <summary>The trace that an exemplar of this point names.</summary>
    public string? TraceId { get; init; }
}
