using System.Diagnostics;
using System.Diagnostics.Metrics;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Loader;

/// <summary>The Loader's traces and metrics.</summary>
internal sealed class LoaderTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string Name = "EtlAspire.Loader";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _rows;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _loading;
    private readonly Histogram<double> _publishing;
    private readonly Histogram<double> _runs;

    public LoaderTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _rows = meter.CreateCounter<long>("etl.load.rows", "{row}", "Rows copied into staging");
        _bytes = meter.CreateCounter<long>("etl.load.bytes", "By", "Bytes of the typed files that were copied");
        _loading = meter.CreateDuration("etl.load.duration", "Time to load a batch");
        _publishing = meter.CreateDuration("etl.publish.duration", "Time to publish a run");
        _runs = meter.CreateDuration("etl.run.duration", "Time from the request for a run to its success");
    }

    public void AddLoaded(string pipeline, string resource, long rows, long bytes, TimeSpan elapsed)
    {
        var tags = new TagList { { "etl.pipeline.name", pipeline }, { "etl.resource.name", resource } };
        _rows.Add(rows, tags);
        _bytes.Add(bytes, tags);
        _loading.Record(elapsed.TotalSeconds, tags);
    }

    public void AddPublished(string pipeline, TimeSpan elapsed, TimeSpan sinceRequest)
    {
        var tags = new TagList { { "etl.pipeline.name", pipeline } };
        _publishing.Record(elapsed.TotalSeconds, tags);
        _runs.Record(sinceRequest.TotalSeconds, tags);
    }

    /// <summary>Begins the span of a batch.</summary>
    public static WorkSpan StartLoad(ActiveRun run, Batch batch) =>
        Start($"load {batch.Resource}", ActivityKind.Internal, run.Id, run.Pipeline.Name, run.TraceParent)
            .SetTag("etl.resource.name", batch.Resource)
            .SetTag("etl.batch.number", batch.Number)
            .SetTag("etl.load.rows", batch.Rows)
            .SetTag("etl.load.bytes", batch.TypedBytes);

    /// <summary>Begins the span of a COPY into a table.</summary>
    public static WorkSpan StartCopy(ActiveRun run, Batch batch, TableName table) =>
        Start($"COPY {table}", ActivityKind.Client, run.Id, run.Pipeline.Name, run.TraceParent)
            .SetTag("db.system.name", "postgresql")
            .SetTag("db.operation.name", "COPY")
            .SetTag("db.collection.name", table.ToString())
            .SetTag("etl.batch.number", batch.Number)
            .SetTag("etl.load.rows", batch.Rows);

    /// <summary>Begins the span of a publishing, which says how many batches were not recorded in detail.</summary>
    public static WorkSpan StartPublish(Run run)
    {
        var span = Start("publish run", ActivityKind.Client, run.Id, run.Pipeline, run.TraceParent)
            .SetTag("db.system.name", "postgresql")
            .SetTag("etl.run.batches", run.BatchCount);
        return run.BatchCount > RunTrace.DetailedBatches
            ? span.SetTag("etl.batches.omitted", run.BatchCount - RunTrace.DetailedBatches)
            : span;
    }

    private static WorkSpan Start(string name, ActivityKind kind, Guid runId, string pipeline, string? traceParent) =>
        WorkSpan.Start(Activities, name, kind, traceParent).SetTag("etl.run.id", runId).SetTag("etl.pipeline.name", pipeline);
}
