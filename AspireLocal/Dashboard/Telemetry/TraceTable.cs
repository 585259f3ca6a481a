namespace Aspire.Dashboard.Telemetry;

/// <summary>The spans, by trace.</summary>
internal sealed class TraceTable(TelemetryLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TraceEntry> _traces = new(StringComparer.Ordinal);
    private readonly LinkedList<TraceEntry> _byArrival = [];
    private long _bytes;

    public void Add(IReadOnlyList<Span> spans)
    {
        lock (_lock)
        {
            foreach (var span in spans)
            {
                if (!_traces.TryGetValue(span.TraceId, out var trace))
                {
                    trace = new TraceEntry(span.TraceId);
                    _traces.Add(span.TraceId, trace);
                    _byArrival.AddLast(trace);
                }

                _bytes += trace.Add(span, limits.MaxSpansOfTrace);
            }

            while (_byArrival.First is { } oldest && (_traces.Count > limits.MaxTraces || _bytes > limits.MaxSpanBytes))
            {
                _byArrival.RemoveFirst();
                _traces.Remove(oldest.Value.TraceId);
                _bytes -= oldest.Value.Bytes;
            }
        }
    }

    public Trace? Find(string traceId)
    {
        lock (_lock)
            return _traces.GetValueOrDefault(traceId)?.ToTrace();
    }

    public (IReadOnlyList<TraceSummary> Traces, int Total) Find(TraceFilter filter, int limit)
    {
        lock (_lock)
        {
            var found = _traces.Values.Where(trace => trace.Matches(filter)).ToList();
            return ([.. found.OrderByDescending(trace => trace.StartTime).Take(limit).Select(trace => trace.Summarize())], found.Count);
        }
    }
}
