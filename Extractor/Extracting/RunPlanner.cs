using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Plans what a run reads. Of several workers at it, the key of the partitions lets one win.</summary>
internal sealed class RunPlanner(
    CatalogDbContext catalog, SourceRegistry sources, ReplayPlanner replays, TimeProvider clock)
{
    /// <summary>Writes the run's partitions; none is written twice.</summary>
    public async Task PlanAsync(ActiveRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<Partition> partitions =
            run.ReplayOf is null ? await CutAsync(run, cancellationToken) : [ReplayedPartition(run)];
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            catalog.Partitions.AddRange(partitions);
            if (run.ReplayOf is null)
                catalog.AddEvent(run.Id, clock.GetUtcNow(), Stage.Extract, Describe(run));
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

    private async Task<List<Partition>> CutAsync(ActiveRun run, CancellationToken cancellationToken)
    {
        var source = sources.For(run.Pipeline);
        var partitions = new List<Partition>();
        foreach (var resource in run.Pipeline.Resources)
        {
            foreach (var checkpoint in await source.PlanAsync(run.Pipeline, resource, cancellationToken))
            {
                partitions.Add(new Partition
                {
                    RunId = run.Id,
                    Number = partitions.Count,
                    Resource = resource.Name,
                    Checkpoint = checkpoint,
                    UpdatedAt = clock.GetUtcNow(),
                });
            }
        }

        return partitions;
    }

    private Partition ReplayedPartition(ActiveRun run) => new()
    {
        RunId = run.Id,
        Number = 0,
        Resource = ReplayPlanner.Resource,
        Completed = true,
        UpdatedAt = clock.GetUtcNow(),
    };

    private static string Describe(ActiveRun run) =>
        $"Reads {string.Join(", ", run.Pipeline.Resources.Select(resource => resource.Name))}.";
}
