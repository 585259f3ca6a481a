using EtlAspire.Contracts.Pipelines;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>Stops a pipeline's schedule and lets it go on. Times that pass meanwhile are not made up for.</summary>
internal sealed class PipelinePause(CatalogDbContext catalog, TimeProvider clock)
{
    /// <summary>Whether there is such a pipeline, which is as it was asked for then.</summary>
    public async Task<bool> SetAsync(string name, bool isPaused, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        if (await catalog.LockPipelineAsync(name, cancellationToken) is not { } pipeline)
            return false;

        if (pipeline.Paused != isPaused)
        {
            pipeline.Paused = isPaused;
            pipeline.NextRunAt = isPaused || pipeline.Schedule is null ? null : Schedules.NextAfter(pipeline.Schedule, clock.GetUtcNow());
            await catalog.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
