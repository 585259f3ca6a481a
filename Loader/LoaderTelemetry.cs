using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EtlAspire.Loader;

/// <summary>The Loader's traces and metrics.</summary>
internal sealed class LoaderTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string Name = "EtlAspire.Loader";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _rows;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _loading;
    private readonly Histogram<double> _publishing;

    public LoaderTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _rows = meter.CreateCounter<long>("etl.load.rows", "{row}", "Rows copied into staging");
        _bytes = meter.CreateCounter<long>("etl.load.bytes", "By", "Bytes of the typed files that were copied");
        _loading = meter.CreateHistogram<double>("etl.load.duration", "s", "Time to load a batch");
        _publishing = meter.CreateHistogram<double>("etl.publish.duration", "s", "Time to publish a run");
    }

    public void AddLoaded(string pipeline, string resource, long rows, long bytes, TimeSpan elapsed)
    {
        var tags = new TagList { { "etl.pipeline.name", pipeline }, { "etl.resource.name", resource } };
        _rows.Add(rows, tags);
        _bytes.Add(bytes, tags);
        _loading.Record(elapsed.TotalSeconds, tags);
    }

    public void AddPublished(string pipeline, TimeSpan elapsed) =>
        _publishing.Record(elapsed.TotalSeconds, new TagList { { "etl.pipeline.name", pipeline } });
}
