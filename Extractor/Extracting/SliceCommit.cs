using System.Globalization;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Writes a slice into the catalog, in one transaction that one worker wins.</summary>
internal sealed class SliceCommit(CatalogDbContext catalog, DataLake lake, TimeProvider clock)
{
    /// <summary>Commits a slice; the files of one that cannot be committed any more are removed.</summary>
    /// <returns>The messages that follow from it; null when another worker was first or the run has ended.</returns>
    public async Task<IReadOnlyList<IRunMessage>?> TryCommitAsync(
        ExtractSlice slice, string resource, ExtractedSlice extracted, CancellationToken cancellationToken)
    {
        var mayBeCommitted = false;
        try
        {
            await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
            if (await TryWriteAsync(slice, resource, extracted, cancellationToken) is not { } messages)
                return null;

            mayBeCommitted = true; // from here on, a broken connection leaves it open
            await transaction.CommitAsync(cancellationToken);
            return messages;
        }
        finally
        {
            if (!mayBeCommitted)
                await DiscardFilesAsync(extracted);
        }
    }

    private async Task<IReadOnlyList<IRunMessage>?> TryWriteAsync(
        ExtractSlice slice, string resource, ExtractedSlice extracted, CancellationToken cancellationToken)
    {
        if (await TryMovePartitionAsync(slice, extracted, cancellationToken) == 0)
            return null;

        // Locks the run's row: partitions that end at once see each other below.
        var count = extracted.Batches.Count;
        var updated = await catalog.Runs
            .Where(run => run.Id == slice.RunId && run.Status == RunStatus.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(run => run.BatchCount, run => run.BatchCount + count), cancellationToken);
        if (updated == 0)
            return null;

        var run = await catalog.Runs
            .Where(run => run.Id == slice.RunId)
            .Select(run => new
            {
                run.BatchCount,
                IsOpen = catalog.Partitions.Any(partition => partition.RunId == run.Id && !partition.Completed),
            })
            .SingleAsync(cancellationToken);
        var first = run.BatchCount - count + 1;
        AddRows(slice, resource, extracted, first);
        await catalog.SaveChangesAsync(cancellationToken);
        catalog.ChangeTracker.Clear();

        var messages = new List<IRunMessage>(
            Enumerable.Range(first, count).Select(number => new BatchExtracted(slice.RunId, number)));
        if (!extracted.Completed)
            messages.Add(slice with { Slice = slice.Slice + 1 });
        else if (!run.IsOpen)
            messages.Add(new ExtractionCompleted(slice.RunId));
        return messages;
    }

    private Task<int> TryMovePartitionAsync(
        ExtractSlice slice, ExtractedSlice extracted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return catalog.Partitions
            .Where(partition => partition.RunId == slice.RunId && partition.Number == slice.Partition)
            .Where(partition => partition.Slice == slice.Slice && !partition.Completed)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(partition => partition.Slice, slice.Slice + 1)
                    .SetProperty(partition => partition.Checkpoint, extracted.Checkpoint)
                    .SetProperty(partition => partition.Completed, extracted.Completed)
                    .SetProperty(partition => partition.UpdatedAt, now),
                cancellationToken);
    }

    private void AddRows(ExtractSlice slice, string resource, ExtractedSlice extracted, int number)
    {
        foreach (var batch in extracted.Batches)
        {
            catalog.Batches.Add(new Batch
            {
                RunId = slice.RunId,
                Number = number,
                Resource = resource,
                RawPath = batch.File?.Path,
                RawBytes = batch.File?.Bytes ?? 0,
                RawChecksum = batch.File?.Checksum,
                Records = batch.Records,
                ExtractRejects = batch.Rejects.Count,
                Shape = batch.Shape,
                ExtractedAt = clock.GetUtcNow(),
            });
            catalog.Quarantine.AddRange(batch.Rejects.Select(reject => new QuarantinedRecord
            {
                RunId = slice.RunId,
                BatchNumber = number,
                Resource = resource,
                Stage = Stage.Extract,
                Reason = reject.Reason,
                Position = reject.Position,
                Record = reject.Record,
            }));
            catalog.AddEvent(slice.RunId, clock.GetUtcNow(), Stage.Extract, Describe(number, resource, batch),
                batch.Rejects.Count == 0 ? EventLevel.Info : EventLevel.Warning);
            number++;
        }

        if (extracted is { Completed: true, Batches: [] } && slice.Slice == 0)
            catalog.AddEvent(slice.RunId, clock.GetUtcNow(), Stage.Extract, $"{resource} has no records.");
    }

    private static string Describe(int number, string resource, ExtractedBatch batch)
    {
        var megabytes = (batch.File?.Bytes ?? 0) / 1e6;
        var rejects = batch.Rejects.Count == 0 ? "" : $", {batch.Rejects.Count:N0} set aside";
        return string.Create(CultureInfo.InvariantCulture,
            $"Extracted batch {number} of {resource}: {batch.Records:N0} records{rejects}, {megabytes:0.0##} MB.");
    }

    private async Task DiscardFilesAsync(ExtractedSlice extracted)
    {
        foreach (var file in extracted.Batches.Select(batch => batch.File).OfType<LakeFile>())
            await lake.DiscardAsync(file.Path);
    }
}
