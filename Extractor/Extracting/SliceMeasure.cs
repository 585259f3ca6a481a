using System.Diagnostics;
using EtlAspire.ServiceDefaults.Tracing;

namespace EtlAspire.Extractor.Extracting;

/// <summary>What one slice adds up to.</summary>
internal sealed class SliceMeasure(ExtractorTelemetry telemetry, WorkSpan span, TagList tags, long start) : IDisposable
{
    /// <summary>The slice's span.</summary>
    public WorkSpan Span { get; } = span;

    /// <summary>Counts a slice that was read; one that another worker committed counts there.</summary>
    public void Count(ExtractedSlice slice, bool isCommitted)
    {
        Span.SetTag("etl.slice.committed", isCommitted);
        if (!isCommitted)
            return;

        var records = slice.Batches.Sum(batch => batch.Records);
        var rejects = slice.Batches.Sum(batch => batch.Rejects.Count);
        var bytes = slice.Batches.Sum(batch => batch.File?.Bytes ?? 0);
        Span.SetTag("etl.extract.records", records).SetTag("etl.extract.rejects", rejects).SetTag("etl.extract.bytes", bytes);
        telemetry.Count(records, rejects, bytes, tags, start);
    }

    public void Dispose() => Span.Dispose();
}
