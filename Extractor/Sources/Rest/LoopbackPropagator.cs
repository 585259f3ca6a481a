using System.Diagnostics;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>
/// Sends <c>traceparent</c> and <c>baggage</c> to this machine only: they join the trace of a sample, and tell strangers what is none of
/// their business.
/// </summary>
internal sealed class LoopbackPropagator(DistributedContextPropagator inner) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (carrier is HttpRequestMessage { RequestUri.IsLoopback: true })
            inner.Inject(activity, carrier, setter);
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        inner.ExtractBaggage(carrier, getter);
}
