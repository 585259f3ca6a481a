namespace Aspire.Dashboard.Telemetry;

/// <summary>
/// The telemetry of the last while, in memory: what is over the limits leaves, the oldest first. Safe for many threads; what
/// it hands out does not change any more.
/// </summary>
internal sealed class TelemetryStore
{
    public TelemetryStore(TelemetryLimits limits) => _ = limits;

    /// <summary>Who has sent anything, by name.</summary>
    public IReadOnlyList<TelemetryResource> Resources => throw new NotImplementedException();

    public void Add(IReadOnlyList<Span> spans) => throw new NotImplementedException();

    public void Add(IReadOnlyList<LogEntry> logs) => throw new NotImplementedException();

    public void Add(Instrument instrument, IReadOnlyList<TelemetryAttribute> attributes, MetricPoint point) =>
        throw new NotImplementedException();

    /// <summary>The newest traces, newest first, and how many the filter finds in all.</summary>
    public (IReadOnlyList<TraceSummary> Traces, int Total) FindTraces(TraceFilter filter, int limit) =>
        throw new NotImplementedException();

    public Trace? FindTrace(string traceId) => throw new NotImplementedException();

    /// <summary>The newest logs, newest first, and how many the filter finds in all.</summary>
    public (IReadOnlyList<LogEntry> Logs, int Total) FindLogs(LogFilter filter, int limit) => throw new NotImplementedException();

    public IReadOnlyList<Instrument> FindInstruments(string? resource) => throw new NotImplementedException();

    /// <summary>The series of an instrument (all replicas of a resource together: one series each), as far back as told.</summary>
    public IReadOnlyList<MetricSeries> FindSeries(string resource, string meter, string instrument, TimeSpan back) =>
        throw new NotImplementedException();

    /// <summary>Counts the additions of a kind, for pages that show live what they show.</summary>
    public long VersionOf(TelemetryKind kind) => throw new NotImplementedException();

    /// <summary>Ends when something of that kind has come since the version that was seen.</summary>
    public Task WaitForChangeAsync(TelemetryKind kind, long seen, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}

internal enum TelemetryKind
{
    Traces,
    Logs,
    Metrics,
}

/// <summary>How much is kept. Aspire's own numbers where it has one.</summary>
internal sealed record TelemetryLimits
{
    public int MaxTraces { get; init; } = 10_000;

    public int MaxLogs { get; init; } = 50_000;

    /// <summary>Of each series.</summary>
    public int MaxPoints { get; init; } = 3_600;

    public int MaxAttributes { get; init; } = 128;

    /// <summary>All spans and logs together, as estimated: what counts where they are large.</summary>
    public long MaxBytes { get; init; } = 100_000_000;
}
