using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Runs;

/// <summary>What a person can do with a run: cancel, retry, replay.</summary>
internal sealed class RunActions(
    CatalogDbContext catalog, RunTransitions transitions, RunRequests requests, RunNudges nudges)
{
    /// <summary>Stops a run that has not ended.</summary>
    public async Task<RunActionResult> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } run)
            return RunActionResult.NotFound;
        if (!await transitions.CancelAsync(id, cancellationToken))
            return RunActionResult.Refused("The run has ended already; only a queued or running one can be cancelled.");

        nudges.Send(new RunFinished(id), run.TraceParent);
        return RunActionResult.Accepted(id);
    }

    /// <summary>Lets a failed run go on from where it failed.</summary>
    public async Task<RunActionResult> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } run)
            return RunActionResult.NotFound;

        if (await FindLaterAsync(run.Pipeline, run.Number, cancellationToken) is { } later)
        {
            return RunActionResult.Refused(
                $"Run {later} of {run.Pipeline} has succeeded since or is under way; going on with an older one would bring older data back.");
        }

        if (!await transitions.RequeueAsync(id, cancellationToken))
        {
            return await FindAsync(id, cancellationToken) switch
            {
                { Status: RunStatus.Failed, LakeRemovedAt: { } removedAt } => RefusedWithoutFiles(removedAt),
                { Status: RunStatus.Failed } => RefusedWithoutPipeline(run.Pipeline),
                _ => RunActionResult.Refused("Only a failed run can be retried."),
            };
        }

        RunTrace.Link(run.TraceParent);
        nudges.Send(new RunRequested(id), run.TraceParent);
        return RunActionResult.Accepted(id);
    }

    /// <summary>Asks for a new run from the raw layer of this one, with the pipeline's definition of today.</summary>
    /// <param name="id">The run.</param>
    /// <param name="isForced">Whether a table may be replaced although a later run did so with newer records.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RunActionResult> ReplayAsync(Guid id, bool isForced, CancellationToken cancellationToken)
    {
        await using var transaction = await LakeRemoval.HoldOffAsync(catalog, cancellationToken);
        if (await FindAsync(id, cancellationToken) is not { } run)
            return RunActionResult.NotFound;
        if (run.LakeRemovedAt is { } removedAt)
            return RefusedWithoutFiles(removedAt);
        if (!await IsExtractedAsync(id, cancellationToken))
        {
            return RunActionResult.Refused(
                "The run did not read its source to the end, so its raw layer is not whole; only a whole one can be replayed.");
        }

        if (await requests.AddAsync(run.Pipeline, RunTrigger.Replay, id, cancellationToken) is not { } replay)
            return RefusedWithoutPipeline(run.Pipeline);
        if (!isForced && await FindSupersedingAsync(id, replay, cancellationToken) is { } reason)
            return RunActionResult.Refused(reason, RunActionResult.Superseded);

        await transaction.CommitAsync(cancellationToken);
        RunTrace.Link(run.TraceParent);
        nudges.Send(new RunRequested(replay.Id), replay.TraceParent);
        return RunActionResult.Accepted(replay.Id);
    }

    /// <summary>Which of the actions a run's page offers.</summary>
    public async Task<OfferedActions> OfferedAsync(RunView run, CancellationToken cancellationToken)
    {
        var mayRun = run.LakeRemovedAt is null && await requests.ExistsAsync(run.Pipeline, cancellationToken);
        return new OfferedActions(
            run.Status.IsOpen,
            run.Status == RunStatus.Failed && mayRun
                && await FindLaterAsync(run.Pipeline, run.Number, cancellationToken) is null,
            mayRun && await IsExtractedAsync(run.Id, cancellationToken));
    }

    private static RunActionResult RefusedWithoutPipeline(string pipeline) =>
        RunActionResult.Refused($"The pipeline {pipeline} was deleted; create it again to have runs of it.");

    private static RunActionResult RefusedWithoutFiles(DateTimeOffset removedAt) => RunActionResult.Refused(
        $"The run's files were removed from the lake on {removedAt:yyyy-MM-dd}, so there is nothing left to go on from; "
        + "start a new run from the source.");

    private Task<bool> IsExtractedAsync(Guid id, CancellationToken cancellationToken) =>
        catalog.RunsReadToEnd.AnyAsync(run => run.Id == id, cancellationToken);

    // Replayed on top of newer records, the old ones would take their place.
    private async Task<string?> FindSupersedingAsync(Guid id, Run replay, CancellationToken cancellationToken)
    {
        var definition = PipelineReader.ReadStored(replay.Definition).Definition;
        var tables = (definition?.Resources ?? [])
            .Where(resource => resource.WriteDisposition == WriteDisposition.Replace)
            .Select(resource => definition!.TableOf(resource)).ToList();
        var family = await catalog.FindFamilyAsync(id, cancellationToken);
        var read = family.Min(); // the one that read the source
        var later = await catalog.PublishedTables
            .Where(table => tables.Contains(table.Name))
            .Join(catalog.Runs, table => table.RunId, run => run.Id, (table, run) => new { table.Name, run.Number })
            .Where(published => published.Number > read && !family.Contains(published.Number))
            .OrderByDescending(published => published.Number)
            .FirstOrDefaultAsync(cancellationToken);
        return later is null
            ? null
            : $"Run {later.Number} has replaced the table {later.Name} since, with records that were read later; a replay would bring the "
                + "older ones back.";
    }

    // The newest of those that make a run out of date: going on with it would bring older data back.
    private Task<long?> FindLaterAsync(string pipeline, long number, CancellationToken cancellationToken) =>
        catalog.Runs
            .Where(other => other.Pipeline == pipeline && other.Number > number)
            .Where(other => other.Status == RunStatus.Succeeded || other.Status == RunStatus.Running)
            .MaxAsync(other => (long?)other.Number, cancellationToken);

    private async Task<RunKey?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await catalog.Runs
            .Where(run => run.Id == id)
            .Select(run => new RunKey(run.Number, run.Pipeline, run.Status, run.TraceParent, run.LakeRemovedAt))
            .SingleOrDefaultAsync(cancellationToken);

    private sealed record RunKey(
        long Number, string Pipeline, RunStatus Status, string? TraceParent, DateTimeOffset? LakeRemovedAt);
}

/// <summary>The actions that a run's state allows.</summary>
internal sealed record OfferedActions(bool Cancel, bool Retry, bool Replay);
