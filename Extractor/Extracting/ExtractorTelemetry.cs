using System.Diagnostics;
using System.Diagnostics.Metrics;
using EtlAspire.Contracts.Messages;
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
        _duration = meter.CreateHistogram<double>("etl.extract.duration", "s", "Time to extract a slice.");
    }

    /// <summary>Begins the span of a slice, which ends when the answer is disposed of.</summary>
    public SliceMeasure StartSlice(ActiveRun run, ExtractSlice slice, string resource)
    {
        var activity = _activities.StartActivity($"extract {resource}");
        activity?.SetTag("etl.run.id", run.Id)
            .SetTag("etl.pipeline.name", run.Pipeline.Name)
            .SetTag("etl.resource.name", resource)
            .SetTag("etl.partition.number", slice.Partition)
            .SetTag("etl.slice.number", slice.Slice);
        var tags = new TagList
        {
            { "etl.pipeline.name", run.Pipeline.Name },
            { "etl.resource.name", resource },
        };
        return new SliceMeasure(this, activity, tags, _clock.GetTimestamp());
    }

    public void Dispose() => _activities.Dispose();

    /// <summary>What one slice adds up to.</summary>
    internal sealed class SliceMeasure(ExtractorTelemetry telemetry, Activity? activity, TagList tags, long start) : IDisposable
    {
        /// <summary>Counts a slice that was read; one that another worker committed counts there.</summary>
        public void Count(ExtractedSlice slice, bool isCommitted)
        {
            activity?.SetTag("etl.slice.committed", isCommitted);
            if (!isCommitted)
                return;

            var records = slice.Batches.Sum(batch => batch.Records);
            activity?.SetTag("etl.extract.records", records);
            telemetry._records.Add(records, tags);
            telemetry._rejects.Add(slice.Batches.Sum(batch => batch.Rejects.Count), tags);
            telemetry._bytes.Add(slice.Batches.Sum(batch => batch.File?.Bytes ?? 0), tags);
            telemetry._duration.Record(telemetry._clock.GetElapsedTime(start).TotalSeconds, tags);
        }

        public void Dispose() => activity?.Dispose();
    }
}
