using System.Diagnostics;
using System.Diagnostics.Metrics;
using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Extractor.Extracting;

/// <summary>The Extractor's spans and metrics.</summary>
internal sealed class ExtractorTelemetry : IDisposable
{
    public const string Name = "EtlAspire.Extractor";

    private readonly ActivitySource _activities = new(Name);
    private readonly Counter<long> _records;
    private readonly Counter<long> _rejects;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;

    public ExtractorTelemetry(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(Name);
        _records = meter.CreateCounter<long>("etl.extract.records", "{record}", "Records in the raw layer.");
        _rejects = meter.CreateCounter<long>("etl.extract.rejects", "{record}", "Records put into quarantine.");
        _bytes = meter.CreateCounter<long>("etl.extract.bytes", "By", "Bytes in the raw layer, compressed.");
        _duration = meter.CreateDuration("etl.extract.duration", "Time to extract a slice.");
    }

    /// <summary>Begins the span of a slice, which ends when the answer is disposed of.</summary>
    public SliceMeasure StartSlice(ActiveRun run, ExtractSlice slice, string resource)
    {
        var span = WorkSpan.Start(_activities, $"extract {resource}", ActivityKind.Internal, run.TraceParent)
            .SetTag("etl.run.id", run.Id)
            .SetTag("etl.pipeline.name", run.Pipeline.Name)
            .SetTag("etl.resource.name", resource)
            .SetTag("etl.partition.number", slice.Partition)
            .SetTag("etl.slice.number", slice.Slice);
        var tags = new TagList
        {
            { "etl.pipeline.name", run.Pipeline.Name },
            { "etl.resource.name", resource },
        };
        return new SliceMeasure(this, span, tags, _clock.GetTimestamp());
    }

    /// <summary>Counts a slice that was committed, and how long it took since.</summary>
    internal void Count(long records, long rejects, long bytes, TagList tags, long start)
    {
        _records.Add(records, tags);
        _rejects.Add(rejects, tags);
        _bytes.Add(bytes, tags);
        _duration.Record(_clock.GetElapsedTime(start).TotalSeconds, tags);
    }

    public void Dispose() => _activities.Dispose();
}
