using System.Collections.Concurrent;
using System.Diagnostics;
using EtlAspire.ServiceDefaults.Tracing;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace EtlAspire.ServiceDefaults.Tests.Tracing;

/// <summary>Collects what the services would export, sampled as they sample.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly Collector _collector = new();
    private readonly TracerProvider _provider;

    public RecordedSpans() => _provider = Sdk.CreateTracerProviderBuilder()
        .SetSampler(new ParentBasedSampler(new HousekeepingSampler()))
        .AddSource("EtlAspire.*")
        .AddProcessor(_collector)
        .Build();

    /// <summary>The spans of one trace, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Of(string traceParent) =>
        [.. _collector.Spans.Where(span => span.TraceId.ToHexString() == RunTrace.TraceId(traceParent))];

    public void Dispose() => _provider.Dispose();

    private sealed class Collector : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = [];

        public override void OnEnd(Activity data) => Spans.Enqueue(data);
    }
}
