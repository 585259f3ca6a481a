using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Publishing;

/// <summary>Adds up what became of a run's records, from the batches and the ledger.</summary>
internal sealed class RunReceipts(CatalogDbContext catalog)
{
    /// <summary>A receipt for each resource that had a batch.</summary>
    public Task<Dictionary<string, Receipt>> ReadAsync(Guid runId, CancellationToken cancellationToken) =>
        catalog.Batches.AsNoTracking()
            .Where(batch => batch.RunId == runId)
            .LeftJoin(
                catalog.LoadedBatches,
                batch => new { batch.RunId, batch.Number },
                loaded => new { loaded.RunId, Number = loaded.BatchNumber },
                (batch, loaded) => new { Batch = batch, Loaded = loaded == null ? 0 : loaded.Rows })
            .GroupBy(pair => pair.Batch.Resource)
            .Select(group => new
            {
                Resource = group.Key,
                Extracted = group.Sum(pair => pair.Batch.Records + pair.Batch.ExtractRejects),
                Filtered = group.Sum(pair => pair.Batch.Filtered),
                Quarantined = group.Sum(pair => pair.Batch.ExtractRejects + pair.Batch.TransformRejects),
                Loaded = group.Sum(pair => pair.Loaded),
            })
            .ToDictionaryAsync(
                sum => sum.Resource,
                sum => new Receipt(sum.Extracted, sum.Filtered, sum.Quarantined, sum.Loaded),
                cancellationToken);
}
