using System.Diagnostics;
using System.Diagnostics.Metrics;
using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Extractor.Extracting;

/// <summary>The Extractor's spans and metrics.</summary>
internal sealed class ExtractorTelemetry
{
    public const string Name = "EtlAspire.Extractor";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _records;
    private readonly Counter<long> _rejects;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _duration;

    public ExtractorTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _records = meter.CreateCounter<long>("etl.extract.records", "{record}", "Records in the raw layer.");
        _rejects = meter.CreateCounter<long>("etl.extract.rejects", "{record}", "Records put into quarantine.");
        _bytes = meter.CreateCounter<long>("etl.extract.bytes", "By", "Bytes in the raw layer, compressed.");
        _duration = meter.CreateDuration("etl.extract.duration", "Time to extract a slice.");
    }

    /// <summary>Begins the span of a slice.</summary>
    public static WorkSpan StartSlice(ActiveRun run, ExtractSlice slice, string resource) =>
        WorkSpan.Start(Activities, $"extract {resource}", ActivityKind.Internal, run.TraceParent)
            .SetTag("etl.run.id", run.Id)
            .SetTag("etl.pipeline.name", run.Pipeline.Name)
            .SetTag("etl.resource.name", resource)
            .SetTag("etl.partition.number", slice.Partition)
            .SetTag("etl.slice.number", slice.Slice);

    /// <summary>Counts a slice that was read; one that another worker committed counts there.</summary>
    public void AddExtracted(
        ActiveRun run, string resource, ExtractedSlice slice, bool isCommitted, TimeSpan elapsed, WorkSpan span)
    {
        span.SetTag("etl.slice.committed", isCommitted);
        if (!isCommitted)
            return;

        var records = slice.Batches.Sum(batch => batch.Records);
        var rejects = slice.Batches.Sum(batch => batch.Rejects.Count);
        var bytes = slice.Batches.Sum(batch => batch.File?.Bytes ?? 0);
        span.SetTag("etl.extract.records", records).SetTag("etl.extract.rejects", rejects).SetTag("etl.extract.bytes", bytes);

        var tags = new TagList { { "etl.pipeline.name", run.Pipeline.Name }, { "etl.resource.name", resource } };
        _records.Add(records, tags);
        _rejects.Add(rejects, tags);
        _bytes.Add(bytes, tags);
        _duration.Record(elapsed.TotalSeconds, tags);
    }
}
