using System.Diagnostics;
using System.Diagnostics.Metrics;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Transformer;

/// <summary>The Transformer's spans and metrics.</summary>
internal sealed class TransformerTelemetry
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "EtlAspire.Transformer";

    private static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> _rows;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _rejects;
    private readonly Histogram<double> _duration;

    public TransformerTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _rows = meter.CreateCounter<long>("etl.transform.rows", "{row}", "Rows written to the typed layer");
        _bytes = meter.CreateCounter<long>("etl.transform.bytes", "By", "Bytes written to the typed layer");
        _rejects = meter.CreateCounter<long>("etl.transform.rejects", "{record}", "Records put into quarantine");
        _duration = meter.CreateDuration("etl.transform.duration", "Time from raw file to catalog, by batch");
    }

    /// <summary>Begins the span of a batch.</summary>
    public static WorkSpan StartTransform(ActiveRun run, Batch batch) =>
        WorkSpan.Start(Source, $"transform {batch.Resource}", ActivityKind.Internal, run.TraceParent)
            .SetTag("db.system.name", "duckdb")
            .SetTag("etl.run.id", run.Id)
            .SetTag("etl.pipeline.name", run.Pipeline.Name)
            .SetTag("etl.resource.name", batch.Resource)
            .SetTag("etl.batch.number", batch.Number);

    /// <summary>Records a batch that has been committed.</summary>
    public void Transformed(ActiveRun run, Batch batch, BatchOutput output, long bytes, TimeSpan duration, WorkSpan span)
    {
        var tags = new TagList { { "etl.pipeline.name", run.Pipeline.Name }, { "etl.resource.name", batch.Resource } };
        _rows.Add(output.Rows, tags);
        _bytes.Add(bytes, tags);
        _rejects.Add(output.Rejects.Count, tags);
        _duration.Record(duration.TotalSeconds, tags);

        span.SetTag("etl.batch.rows", output.Rows)
            .SetTag("etl.batch.filtered", output.Filtered)
            .SetTag("etl.batch.rejects", output.Rejects.Count)
            .SetTag("etl.batch.bytes", bytes);
    }
}
