namespace Aspire.Dashboard.Telemetry;

/// <summary>
/// The telemetry of the last while, in memory: what is over the limits leaves, the oldest first. Safe for many threads; what
/// it hands out does not change any more.
/// </summary>
internal sealed class TelemetryStore(TelemetryLimits limits)
{
    private readonly ResourceTable _resources = new();
    private readonly TraceTable _traces = new(limits);
    private readonly LogTable _logs = new(limits);
    private readonly MetricTable _metrics = new(limits);
    private readonly ChangeSignal[] _changes = [new(), new(), new()];

    public TelemetryLimits Limits { get; } = limits;

    /// <summary>Who has sent anything, by name and instance.</summary>
    public IReadOnlyList<TelemetryResource> Resources => _resources.All;

    /// <summary>The one of its name and instance that is known already, or else this one, which is known from now on.</summary>
    public TelemetryResource Know(TelemetryResource resource) => _resources.Know(resource);

    public void Add(IReadOnlyList<Span> spans)
    {
        _traces.Add(spans);
        _changes[(int)TelemetryKind.Traces].Raise();
    }

    public void Add(IReadOnlyList<LogEntry> logs)
    {
        _logs.Add(logs);
        _changes[(int)TelemetryKind.Logs].Raise();
    }

    /// <summary>Adds a point; false where there is no room for another series.</summary>
    /// <param name="instrument">What is measured.</param>
    /// <param name="attributes">What sets this series apart, sorted by name.</param>
    /// <param name="point">The measurement.</param>
    /// <param name="isDelta">Whether it counts from the point before, not from the beginning.</param>
    public bool Add(Instrument instrument, IReadOnlyList<TelemetryAttribute> attributes, MetricPoint point, bool isDelta)
    {
        var isAdded = _metrics.Add(instrument, attributes, point, isDelta);
        _changes[(int)TelemetryKind.Metrics].Raise();
        return isAdded;
    }

    /// <summary>The newest traces, newest first, and how many the filter finds in all.</summary>
    public (IReadOnlyList<TraceSummary> Traces, int Total) FindTraces(TraceFilter filter, int limit) => _traces.Find(filter, limit);

    public Trace? FindTrace(string traceId) => _traces.Find(traceId);

    /// <summary>The newest logs, newest first, and how many the filter finds in all.</summary>
    public (IReadOnlyList<LogEntry> Logs, int Total) FindLogs(LogFilter filter, int limit) => _logs.Find(filter, limit);

    /// <summary>What is measured, by resource, meter and name; replicas of a resource count as one.</summary>
    public IReadOnlyList<Instrument> FindInstruments(string? resource) => _metrics.FindInstruments(resource);

    /// <summary>The series of an instrument, those of each replica apart, as far back as told.</summary>
    public IReadOnlyList<MetricSeries> FindSeries(string resource, string meter, string instrument, DateTimeOffset since) =>
        _metrics.FindSeries(resource, meter, instrument, since);

    /// <summary>Counts the additions of a kind, for pages that show live what they show.</summary>
    public long VersionOf(TelemetryKind kind) => _changes[(int)kind].Version;

    /// <summary>Ends when something of that kind has come since the version that was seen.</summary>
    public Task WaitForChangeAsync(TelemetryKind kind, long seen, CancellationToken cancellationToken) =>
        _changes[(int)kind].WaitAsync(seen, cancellationToken);
}
