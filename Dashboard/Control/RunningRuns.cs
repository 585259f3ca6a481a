using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>Finds when each running run last got anywhere.</summary>
internal sealed class RunningRuns(CatalogDbContext catalog)
{
    public async Task<IReadOnlyList<RunningRun>> FindAsync(CancellationToken cancellationToken)
    {
        var runs = await catalog.Runs
            .Where(run => run.Status == RunStatus.Running)
            .Select(run => new
            {
                run.Id,
                run.TraceParent,
                run.StartedAt,
                run.RequestedAt,
                run.NudgedAt,
                run.Nudges,
                Read = catalog.Partitions.Where(row => row.RunId == run.Id).Max(row => (DateTimeOffset?)row.UpdatedAt),
                Extracted = catalog.Batches.Where(row => row.RunId == run.Id).Max(row => (DateTimeOffset?)row.ExtractedAt),
                Transformed = catalog.Batches.Where(row => row.RunId == run.Id).Max(row => row.TransformedAt),
                Loaded = catalog.LoadedBatches.Where(row => row.RunId == run.Id).Max(row => (DateTimeOffset?)row.LoadedAt),
            })
            .ToListAsync(cancellationToken);
        return runs.ConvertAll(run => new RunningRun(
            run.Id, run.TraceParent, run.NudgedAt, run.Nudges,
            new[] { run.StartedAt, run.Read, run.Extracted, run.Transformed, run.Loaded }.Max() ?? run.RequestedAt));
    }
}

/// <summary>A run that holds its lease.</summary>
internal sealed record RunningRun(
    Guid Id, string? TraceParent, DateTimeOffset? NudgedAt, int Nudges, DateTimeOffset ProgressAt);
