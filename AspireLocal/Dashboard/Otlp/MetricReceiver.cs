using Aspire.Dashboard.Telemetry;
using Opentelemetry.Proto.Collector.Metrics.V1;
using Opentelemetry.Proto.Common.V1;
using Opentelemetry.Proto.Metrics.V1;

namespace Aspire.Dashboard.Otlp;

/// <summary>Takes in metrics. Exponential histograms and summaries are kept by count and sum.</summary>
internal sealed class MetricReceiver(TelemetryStore store, OtlpSource source, OtlpText text)
{
    public ExportMetricsServiceResponse Receive(ExportMetricsServiceRequest request)
    {
        var rejected = 0;
        foreach (var ofResource in request.ResourceMetrics)
        {
            var resource = source.Read(ofResource.Resource);
            foreach (var ofScope in ofResource.ScopeMetrics)
            {
                var scope = source.Read(ofScope.Scope);
                foreach (var metric in ofScope.Metrics)
                    rejected += Receive(metric, resource, scope);
            }
        }

        return rejected == 0 ? new() : new()
        {
            PartialSuccess = new() { RejectedDataPoints = rejected, ErrorMessage = "There is no room for more series." },
        };
    }

    /// <summary>How many points there was no room for.</summary>
    private int Receive(Metric metric, TelemetryResource resource, TelemetryScope scope)
    {
        Instrument Of(InstrumentKind kind) =>
            new(resource, scope, text.Read(metric.Name), text.Read(metric.Unit), text.Read(metric.Description), kind);

        return metric.DataCase switch
        {
            Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Count(point =>
                !Add(Of(InstrumentKind.Gauge), point.Attributes, Number(point), isDelta: false)),
            Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Count(point =>
                !Add(Of(metric.Sum.IsMonotonic ? InstrumentKind.Sum : InstrumentKind.Gauge), point.Attributes, Number(point),
                    IsDelta(metric.Sum.AggregationTemporality))),
            Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Count(point =>
                !Add(Of(InstrumentKind.Histogram), point.Attributes, Distribution(point),
                    IsDelta(metric.Histogram.AggregationTemporality))),
            Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Count(point =>
                !Add(Of(InstrumentKind.Histogram), point.Attributes,
                    new MetricPoint(OtlpText.ReadTime(point.TimeUnixNano), point.Sum) { Count = (long)point.Count },
                    IsDelta(metric.ExponentialHistogram.AggregationTemporality))),
            Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Count(point =>
                !Add(Of(InstrumentKind.Histogram), point.Attributes,
                    new MetricPoint(OtlpText.ReadTime(point.TimeUnixNano), point.Sum) { Count = (long)point.Count }, isDelta: false)),
            _ => 0,
        };
    }

    private bool Add(Instrument instrument, IReadOnlyList<KeyValue> attributes, MetricPoint point, bool isDelta)
    {
        var (read, _) = text.Read(attributes);
        Array.Sort(read, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return store.Add(instrument, read, point, isDelta);
    }

    private static bool IsDelta(AggregationTemporality temporality) => temporality == AggregationTemporality.Delta;

    private static MetricPoint Number(NumberDataPoint point) => new(
        OtlpText.ReadTime(point.TimeUnixNano),
        point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble)
    {
        TraceId = TraceOf(point.Exemplars),
    };

    private static MetricPoint Distribution(HistogramDataPoint point) => new(OtlpText.ReadTime(point.TimeUnixNano), point.Sum)
    {
        Count = (long)point.Count,
        Bounds = [.. point.ExplicitBounds],
        Buckets = [.. point.BucketCounts.Select(count => (long)count)],
        TraceId = TraceOf(point.Exemplars),
    };

    private static string? TraceOf(IEnumerable<Exemplar> exemplars) =>
        exemplars.Select(exemplar => OtlpText.ReadId(exemplar.TraceId, 16)).FirstOrDefault(id => id is not null);
}
