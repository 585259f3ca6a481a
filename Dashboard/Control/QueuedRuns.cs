using EtlAspire.Contracts.Messages;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>Finds the runs whose turn it is: first in their pipeline's line, while none of the pipeline runs.</summary>
internal sealed class QueuedRuns(CatalogDbContext catalog)
{
    /// <summary>One for each pipeline that has a run waiting and none running.</summary>
    public async Task<IReadOnlyList<QueuedRun>> FirstInLineAsync(CancellationToken cancellationToken) =>
        await Describe(catalog.RunsInTurn).ToListAsync(cancellationToken);

    /// <summary>The next run of the pipeline that a run belongs to.</summary>
    public async Task<QueuedRun?> NextAfterAsync(Guid finishedRunId, CancellationToken cancellationToken) =>
        await Describe(catalog.RunsInTurn.Where(run =>
                catalog.Runs.Any(finished => finished.Id == finishedRunId && finished.Pipeline == run.Pipeline)))
            .FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<QueuedRun> Describe(IQueryable<Run> runs) =>
        runs.OrderBy(run => run.Number)
            .Select(run => new QueuedRun(run.Id, run.TraceParent, run.RequestedAt, run.NudgedAt, run.Nudges));
}

/// <summary>A run that waits.</summary>
internal sealed record QueuedRun(
    Guid Id, string? TraceParent, DateTimeOffset RequestedAt, DateTimeOffset? NudgedAt, int Nudges)
{
    /// <summary>What asks an Extractor to take it.</summary>
    public RunNudge Request => new(new RunRequested(Id), TraceParent);
}
