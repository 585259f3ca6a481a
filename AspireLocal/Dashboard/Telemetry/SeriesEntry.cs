namespace Aspire.Dashboard.Telemetry;

/// <summary>The points of one series, thinned out: the newest takes the place of the one before until the interval is over.</summary>
internal sealed class SeriesEntry(IReadOnlyList<TelemetryAttribute> attributes, TelemetryLimits limits)
{
    private readonly List<MetricPoint> _points = [];

    public void Add(MetricPoint point, bool isDelta)
    {
        if (_points.Count > 0 && isDelta)
            point = Sum(_points[^1], point);
        if (_points.Count > 0 && point.Buckets.SequenceEqual(_points[^1].Buckets))
            point = point with { Buckets = _points[^1].Buckets, Bounds = _points[^1].Bounds }; // most do not change

        if (_points.Count > 1 && point.Time - _points[^2].Time < limits.PointInterval)
            _points[^1] = point with { TraceId = point.TraceId ?? _points[^1].TraceId };
        else
            _points.Add(point);
        if (_points.Count > limits.MaxPoints)
            _points.RemoveAt(0);
    }

    public MetricSeries Since(DateTimeOffset since) => new(attributes, [.. _points.Where(point => point.Time >= since)]);

    private static MetricPoint Sum(MetricPoint before, MetricPoint point) => point with
    {
        Value = before.Value + point.Value,
        Count = before.Count + point.Count,
        Buckets = before.Buckets.Count == point.Buckets.Count
            ? [.. before.Buckets.Zip(point.Buckets, (one, other) => one + other)]
            : point.Buckets,
    };
}
