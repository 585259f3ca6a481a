using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Plans what a run reads. Of several workers at it, the key of the partitions lets one win.</summary>
internal sealed class RunPlanner(CatalogDbContext catalog, ReplayPlanner replays, TimeProvider clock)
{
    /// <summary>Writes the run's partitions; none is written twice.</summary>
    public async Task PlanAsync(ActiveRun run, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            AddPartitions(run);
            await catalog.SaveChangesAsync(cancellationToken);
            if (run.ReplayOf is { } original)
                await replays.CopyAsync(run, original, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Another worker planned it in the same moment.
        }
        finally
        {
            catalog.ChangeTracker.Clear();
        }
    }

    private void AddPartitions(ActiveRun run)
    {
        var resources = run.ReplayOf is null
            ? run.Pipeline.Resources.Select(resource => resource.Name)
            : [ReplayPlanner.Resource];
        catalog.Partitions.AddRange(resources.Select((resource, number) => new Partition
        {
            RunId = run.Id,
            Number = number,
            Resource = resource,
            Completed = run.ReplayOf is not null,
            UpdatedAt = clock.GetUtcNow(),
        }));
        if (run.ReplayOf is null)
        {
            catalog.RunEvents.Add(new RunEvent
            {
                RunId = run.Id,
                At = clock.GetUtcNow(),
                Level = EventLevel.Info,
                Stage = Stage.Extract,
                Message = $"Reads {string.Join(", ", run.Pipeline.Resources.Select(resource => resource.Name))}.",
            });
        }
    }
}
