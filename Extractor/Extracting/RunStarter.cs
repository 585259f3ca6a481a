using EtlAspire.Contracts.Messages;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Starts a run when its turn has come, or goes on with one that was interrupted.</summary>
internal sealed class RunStarter(
    CatalogDbContext catalog, RunTransitions transitions, ActiveRuns runs, RunPlanner planner, OutstandingWork outstanding)
{
    /// <summary>Answers with the messages to send; none when the run has to wait, or has ended.</summary>
    public async Task<IReadOnlyList<IRunMessage>> StartAsync(Guid runId, CancellationToken cancellationToken)
    {
        await transitions.TryStartAsync(runId, cancellationToken);
        if (await runs.FindAsync(runId, cancellationToken) is not { } run)
            return [];

        if (!await catalog.Partitions.AnyAsync(partition => partition.RunId == runId, cancellationToken))
            await planner.PlanAsync(run, cancellationToken);
        return await outstanding.FindAsync(runId, int.MaxValue, cancellationToken);
    }
}
