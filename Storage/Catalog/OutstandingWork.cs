using EtlAspire.Contracts.Messages;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// What is still to be done for a running run, as messages: those that were sent before the run was interrupted, or that
/// got lost. Sending one twice does no harm.
/// </summary>
public sealed class OutstandingWork(CatalogDbContext catalog)
{
    /// <summary>
    /// The messages, those for the latest stages first after the slices: <see cref="RunRequested"/> alone while nothing is
    /// planned; else <see cref="ExtractSlice"/> for each partition to read on, <see cref="BatchTransformed"/> for each batch
    /// to load, <see cref="BatchExtracted"/> for each to transform, and <see cref="ExtractionCompleted"/> last, once every
    /// partition is read to its end.
    /// </summary>
    /// <param name="runId">The run, which should be running.</param>
    /// <param name="limit">The most messages to answer with; the rest is found when these are worked off.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<IRunMessage>> FindAsync(Guid runId, int limit, CancellationToken cancellationToken)
    {
        var partitions = await catalog.Partitions.AsNoTracking()
            .Where(partition => partition.RunId == runId)
            .OrderBy(partition => partition.Number)
            .Select(partition => new { partition.Number, partition.Slice, partition.Completed })
            .ToListAsync(cancellationToken);
        if (partitions.Count == 0)
            return [new RunRequested(runId)];

        var open = partitions.FindAll(partition => !partition.Completed);
        var messages = new List<IRunMessage>(
            open.Take(limit).Select(partition => new ExtractSlice(runId, partition.Number, partition.Slice)));
        var transformed = catalog.UnloadedBatches.Where(batch => batch.RunId == runId && batch.TransformedAt != null);
        messages.AddRange((await TakeAsync(transformed, limit - messages.Count, cancellationToken))
            .Select(number => new BatchTransformed(runId, number)));
        var extracted = catalog.Batches.Where(batch => batch.RunId == runId && batch.TransformedAt == null);
        messages.AddRange((await TakeAsync(extracted, limit - messages.Count, cancellationToken))
            .Select(number => new BatchExtracted(runId, number)));
        if (open.Count == 0 && messages.Count < limit)
            messages.Add(new ExtractionCompleted(runId));
        return messages;
    }

    private static Task<List<int>> TakeAsync(IQueryable<Batch> batches, int limit, CancellationToken cancellationToken) =>
        batches.Select(batch => batch.Number).Order().Take(limit).ToListAsync(cancellationToken);
}
