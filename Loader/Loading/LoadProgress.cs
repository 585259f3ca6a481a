using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Loading;

/// <summary>Knows when a run's last batch is in.</summary>
internal sealed class LoadProgress(CatalogDbContext catalog)
{
    /// <summary>Whether a running run is read to its end and all its batches are in the ledger.</summary>
    public Task<bool> IsCompleteAsync(Guid runId, CancellationToken cancellationToken) =>
        catalog.RunsReadToEnd.AnyAsync(
            run => run.Id == runId && run.Status == RunStatus.Running
                && !catalog.UnloadedBatches.Any(batch => batch.RunId == run.Id),
            cancellationToken);
}
