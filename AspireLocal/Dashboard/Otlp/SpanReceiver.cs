using Aspire.Dashboard.Telemetry;
using Opentelemetry.Proto.Collector.Trace.V1;
using Opentelemetry.Proto.Trace.V1;
using OtlpSpan = Opentelemetry.Proto.Trace.V1.Span;
using Span = Aspire.Dashboard.Telemetry.Span;

namespace Aspire.Dashboard.Otlp;

/// <summary>Takes in spans.</summary>
internal sealed class SpanReceiver(TelemetryStore store, OtlpSource source, OtlpText text)
{
    private const int TraceIdLength = 16;
    private const int SpanIdLength = 8;
    private const int MaxItems = 128;

    public ExportTraceServiceResponse Receive(ExportTraceServiceRequest request)
    {
        var spans = new List<Span>();
        var rejected = 0;
        foreach (var ofResource in request.ResourceSpans)
        {
            var resource = source.Read(ofResource.Resource);
            foreach (var ofScope in ofResource.ScopeSpans)
            {
                var scope = source.Read(ofScope.Scope);
                foreach (var span in ofScope.Spans)
                {
                    if (Read(span, resource, scope) is { } read)
                        spans.Add(read);
                    else
                        rejected++;
                }
            }
        }

        if (spans.Count > 0)
            store.Add(spans);
        return rejected == 0 ? new() : new()
        {
            PartialSuccess = new() { RejectedSpans = rejected, ErrorMessage = "A span has no valid trace id or span id." },
        };
    }

    private Span? Read(OtlpSpan span, TelemetryResource resource, TelemetryScope scope)
    {
        if (OtlpText.ReadId(span.TraceId, TraceIdLength) is not { } traceId || OtlpText.ReadId(span.SpanId, SpanIdLength) is not { } spanId)
            return null;

        var (attributes, leftOut) = text.Read(span.Attributes);
        var start = OtlpText.ReadTime(span.StartTimeUnixNano);
        var end = OtlpText.ReadTime(span.EndTimeUnixNano);
        return new Span
        {
            TraceId = traceId,
            SpanId = spanId,
            ParentSpanId = OtlpText.ReadId(span.ParentSpanId, SpanIdLength),
            Resource = resource,
            Scope = scope,
            Name = text.Read(span.Name),
            Kind = (Telemetry.SpanKind)Math.Clamp((int)span.Kind, 0, (int)Telemetry.SpanKind.Consumer),
            StartTime = start,
            Duration = end > start ? end - start : TimeSpan.Zero,
            Status = span.Status?.Code switch
            {
                Status.Types.StatusCode.Ok => SpanStatus.Ok,
                Status.Types.StatusCode.Error => SpanStatus.Error,
                _ => SpanStatus.Unset,
            },
            StatusMessage = text.Read(span.Status?.Message ?? ""),
            Attributes = attributes,
            Events = [.. span.Events.Take(MaxItems).Select(item =>
                new SpanEvent(text.Read(item.Name), OtlpText.ReadTime(item.TimeUnixNano), text.Read(item.Attributes).Attributes))],
            Links = [.. span.Links.Take(MaxItems).Select(Read).OfType<SpanLink>()],
            LeftOut = leftOut + Math.Max(0, span.Events.Count - MaxItems) + Math.Max(0, span.Links.Count - MaxItems)
                + (int)Math.Min(span.DroppedAttributesCount + span.DroppedEventsCount + span.DroppedLinksCount, 1_000_000),
        };
    }

    private SpanLink? Read(OtlpSpan.Types.Link link) =>
        OtlpText.ReadId(link.TraceId, TraceIdLength) is { } traceId && OtlpText.ReadId(link.SpanId, SpanIdLength) is { } spanId
            ? new SpanLink(traceId, spanId, text.Read(link.Attributes).Attributes)
            : null;
}
