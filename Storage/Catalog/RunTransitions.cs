using Npgsql;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// The ways a run changes its status, each a conditional write that one caller wins. Success is not here: the Loader
/// writes it in the transaction that publishes.
/// </summary>
public sealed class RunTransitions(CatalogDbContext catalog, TimeProvider clock) : IRunFailures
{
    /// <summary>
    /// Gives a queued run its pipeline's lease. False when it is not queued any more, an earlier one waits before it, or
    /// another one runs.
    /// </summary>
    public async Task<bool> TryStartAsync(Guid runId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            var started = await catalog.RunsInTurn
                .Where(run => run.Id == runId)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(run => run.Status, RunStatus.Running)
                        .SetProperty(run => run.StartedAt, run => run.StartedAt ?? now)
                        .SetProperty(run => run.NudgedAt, now)
                        .SetProperty(run => run.Nudges, 0),
                    cancellationToken);
            return started == 1;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false; // another run of the pipeline took the lease at the same moment
        }
    }

    /// <inheritdoc />
    public Task<bool> FailAsync(Guid runId, RunError error, CancellationToken cancellationToken) =>
        EndAsync(runId, RunStatus.Failed, error, $"Failed: {error.Message} {error.Hint}", cancellationToken);

    /// <summary>Cancels an open run. False when it had ended already; then nothing is written.</summary>
    public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) =>
        EndAsync(runId, RunStatus.Cancelled, null, "Cancelled.", cancellationToken);

    /// <summary>Puts a failed run back into the queue, to go on from where it failed. False when it is not failed, or its files or its pipeline are gone.</summary>
    public async Task<bool> RequeueAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var transaction = await LakeRemoval.HoldOffAsync(catalog, cancellationToken);
        if (await catalog.LockRunAsync(runId, cancellationToken) is not { Status: RunStatus.Failed, LakeRemovedAt: null } run
            || !await catalog.MayRunAsync(run.Pipeline, cancellationToken))
        {
            return false;
        }

        run.Status = RunStatus.Queued;
        run.FinishedAt = null;
        run.Error = null;
        run.NudgedAt = null;
        run.Nudges = 0;
        catalog.AddEvent(runId, clock.GetUtcNow(), Stage.Run, "Goes on from where it failed.");
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool> EndAsync(
        Guid runId, RunStatus status, RunError? error, string message, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        if (await catalog.LockRunAsync(runId, cancellationToken) is not { Status: RunStatus.Queued or RunStatus.Running } run)
            return false;

        run.Status = status;
        run.FinishedAt = clock.GetUtcNow();
        run.Error = error;
        var level = error is null ? EventLevel.Warning : EventLevel.Error;
        catalog.AddEvent(runId, run.FinishedAt.Value, error?.Stage ?? Stage.Run, message, level);
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
