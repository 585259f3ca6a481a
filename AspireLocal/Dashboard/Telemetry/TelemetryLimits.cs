namespace Aspire.Dashboard.Telemetry;

/// <summary>How much is kept.</summary>
internal sealed record TelemetryLimits
{
    public int MaxTraces { get; init; } = 10_000;

    public int MaxSpansOfTrace { get; init; } = 10_000;

    public int MaxLogs { get; init; } = 50_000;

    /// <summary>Sets of attributes, of all instruments together.</summary>
    public int MaxSeries { get; init; } = 1_000;

    /// <summary>Of each series; one is kept for every <see cref="PointInterval"/>.</summary>
    public int MaxPoints { get; init; } = 720;

    public TimeSpan PointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of a span, an event, a link or a log.</summary>
    public int MaxAttributes { get; init; } = 128;

    /// <summary>Of a name or value.</summary>
    public int MaxTextLength { get; init; } = 16_384;

    /// <summary>All spans, as estimated: what counts where they are large.</summary>
    public long MaxSpanBytes { get; init; } = 80_000_000;

    /// <summary>All logs, as estimated.</summary>
    public long MaxLogBytes { get; init; } = 40_000_000;
}
