using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Extracts one slice, however often it is asked for.</summary>
internal sealed class SliceExtractor(
    CatalogDbContext catalog,
    ActiveRuns runs,
    SlicesInWork inWork,
    SliceReader reader,
    SliceCommit commit,
    OutstandingWork outstanding,
    TimeProvider clock,
    ExtractorTelemetry telemetry)
{
    /// <summary>Extracts the slice and answers with the messages that follow from it; none when there is nothing to do.</summary>
    public async Task<SliceOutcome> ExtractAsync(ExtractSlice slice, CancellationToken cancellationToken)
    {
        using var taken = inWork.TryTake(slice);
        if (taken is null || await runs.FindAsync(slice.RunId, cancellationToken) is not { } run)
            return SliceOutcome.Nothing;

        var partition = await catalog.Partitions.AsNoTracking().SingleOrDefaultAsync(
            partition => partition.RunId == slice.RunId && partition.Number == slice.Partition, cancellationToken);
        if (partition is null)
            return SliceOutcome.Nothing;

        // Redelivered: its messages may not have gone out. An older one's have, or its successor would not have come.
        if (partition.Slice == slice.Slice + 1)
            return new(await outstanding.FindAsync(slice.RunId, int.MaxValue, cancellationToken), run.TraceParent);
        if (partition.Slice != slice.Slice)
            return SliceOutcome.Nothing;

        using var span = ExtractorTelemetry.StartSlice(run, slice, partition.Resource);
        return new(await span.RunAsync(() => ExtractAsync(run, slice, partition, span, cancellationToken)), run.TraceParent);
    }

    private async Task<IReadOnlyList<IRunMessage>> ExtractAsync(
        ActiveRun run, ExtractSlice slice, Partition partition, WorkSpan span, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var extracted = await reader.ReadAsync(run, slice, partition.Resource, partition.Checkpoint, cancellationToken);
        var messages = await commit.TryCommitAsync(slice, partition.Resource, extracted, cancellationToken);
        var elapsed = clock.GetElapsedTime(started);
        telemetry.AddExtracted(run, partition.Resource, extracted, isCommitted: messages is not null, elapsed, span);
        return messages ?? [];
    }
}

/// <summary>What follows from a slice.</summary>
/// <param name="Messages">What to send.</param>
/// <param name="TraceParent">Where the run's trace began.</param>
internal sealed record SliceOutcome(IReadOnlyList<IRunMessage> Messages, string? TraceParent)
{
    public static SliceOutcome Nothing { get; } = new([], null);
}
