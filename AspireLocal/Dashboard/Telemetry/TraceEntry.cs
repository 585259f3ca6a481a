namespace Aspire.Dashboard.Telemetry;

/// <summary>A trace in the table: grows span by span, under the table's lock.</summary>
internal sealed class TraceEntry(string traceId)
{
    private readonly List<Span> _spans = [];
    private int _errors;
    private int _leftOut;

    public string TraceId { get; } = traceId;

    public DateTimeOffset StartTime { get; private set; } = DateTimeOffset.MaxValue;

    public int Bytes { get; private set; }

    /// <summary>Takes a span, if there is room. By how much the trace has grown.</summary>
    public int Add(Span span, int maxSpans)
    {
        if (_spans.Count >= maxSpans)
        {
            _leftOut++;
            return 0;
        }

        _spans.Add(span);
        if (span.Status == SpanStatus.Error)
            _errors++;
        if (span.StartTime < StartTime)
            StartTime = span.StartTime;
        var bytes = TextSize.Of(span);
        Bytes += bytes;
        return bytes;
    }

    public Trace ToTrace() => new(TraceId, [.. _spans.OrderBy(span => span.StartTime)], _leftOut);

    public bool Matches(TraceFilter filter) =>
        (!filter.OnlyErrors || _errors > 0)
        && (filter.Resource is null || _spans.Exists(span => span.Resource.Name == filter.Resource))
        && (string.IsNullOrEmpty(filter.Text) || _spans.Exists(span => TextSearch.Has(span, filter.Text)));

    public TraceSummary Summarize()
    {
        var first = _spans.Where(span => span.ParentSpanId is null).MinBy(span => span.StartTime)
            ?? _spans.MinBy(span => span.StartTime)!;
        return new TraceSummary
        {
            TraceId = TraceId,
            Name = first.Name,
            ResourceName = first.Resource.Name,
            StartTime = StartTime,
            Duration = _spans.Max(span => span.StartTime + span.Duration) - StartTime,
            Resources =
            [
                .. _spans.GroupBy(span => span.Resource.Name)
                    .Select(group => new ResourceSpans(group.Key, group.Count(), group.Count(span => span.Status == SpanStatus.Error))),
            ],
            Spans = _spans.Count + _leftOut,
            Errors = _errors,
        };
    }
}
