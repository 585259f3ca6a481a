using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

/// <summary>One round of the <see cref="Reconciler"/>, or one that somebody asks for.</summary>
internal sealed partial class Reconciliation(
    CatalogDbContext catalog,
    QueuedRuns queued,
    RunningRuns running,
    Backlog backlog,
    OutstandingWork outstanding,
    RunTransitions transitions,
    Broker broker,
    IOptions<ControlOptions> options,
    TimeProvider clock,
    ILogger<Reconciliation> logger)
{
    private const int MaxMessages = 200;

    private readonly Patience _patience = new(options.Value.NudgeAfter);

    /// <summary>Does a round where no other process is at it, and measures what waits; null where one is.</summary>
    /// <param name="isAskedFor">Whether a person wants everything sent again that is outstanding, however short it has stood still.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ReconciledView?> TryRunAsync(bool isAskedFor, CancellationToken cancellationToken)
    {
        await using var turn = await ControlLock.TryTakeAsync(catalog, ControlLock.Reconciler, cancellationToken);
        if (turn is null)
        {
            ControlMetrics.Show(null);
            return null;
        }

        await backlog.MeasureAsync(cancellationToken);
        return await RunAsync(isAskedFor, cancellationToken);
    }

    internal async Task<ReconciledView> RunAsync(bool isAskedFor, CancellationToken cancellationToken)
    {
        int runs = 0, messages = 0;
        foreach (var run in await queued.FirstInLineAsync(cancellationToken))
            Count(await DispatchAsync(run, isAskedFor, cancellationToken));
        foreach (var run in await running.FindAsync(cancellationToken))
            Count(await LookAfterAsync(run, isAskedFor, cancellationToken));
        return new ReconciledView(runs, messages);

        void Count(int sent)
        {
            runs += sent > 0 ? 1 : 0;
            messages += sent;
        }
    }

    private async Task<int> DispatchAsync(QueuedRun run, bool isAskedFor, CancellationToken cancellationToken)
    {
        // A run that waits for its turn is never given up: it stands still because the workers are away.
        var standstill = _patience.Measure(run.RequestedAt, run.NudgedAt, run.Nudges, clock.GetUtcNow());
        var isTime = isAskedFor
            || (standstill.NudgeIsDue && await TryRecordNudgeAsync(run.Id, standstill.Nudges + 1, cancellationToken));
        return isTime && await broker.TryPublishAsync(run.Request, cancellationToken) ? 1 : 0;
    }

    private async Task<int> LookAfterAsync(RunningRun run, bool isAskedFor, CancellationToken cancellationToken)
    {
        var standstill = _patience.Measure(run.ProgressAt, run.NudgedAt, run.Nudges, clock.GetUtcNow());
        var isHopeless = standstill.Length >= options.Value.ProgressDeadline;

        // Not recorded: the pauses between recorded nudges are what a run is failed for.
        if (isAskedFor && !isHopeless)
            return await NudgeAsync(run, standstill.Nudges + 1, cancellationToken);
        if (!isHopeless && !standstill.NudgeIsDue)
            return 0;
        if (!await TryRecordNudgeAsync(run.Id, standstill.Nudges + 1, cancellationToken))
            return 0;
        if (!isHopeless)
            return await NudgeAsync(run, standstill.Nudges + 1, cancellationToken);

        await GiveUpAsync(run, cancellationToken);
        return 0;
    }

    private async Task<int> NudgeAsync(RunningRun run, int nudges, CancellationToken cancellationToken)
    {
        var messages = await outstanding.FindAsync(run.Id, MaxMessages, cancellationToken);
        LogNudged(run.Id, run.ProgressAt, messages.Count, nudges);
        ControlMetrics.Resent.Add(messages.Count);
        var sent = 0;
        while (sent < messages.Count && await broker.TryPublishAsync(new RunNudge(messages[sent], run.TraceParent), cancellationToken))
            sent++;
        return sent;
    }

    private async Task GiveUpAsync(RunningRun run, CancellationToken cancellationToken)
    {
        var error = new RunError(Stage.Run, ErrorKinds.Stalled,
            $"Nothing of the run has moved since {run.ProgressAt:yyyy-MM-dd HH:mm:ss} UTC, however often its work was given out again.",
            "Check that the Extractor, the Transformer, the Loader and the broker are up, then retry the run.");
        if (!await transitions.FailAsync(run.Id, error, cancellationToken))
            return;

        LogGivenUp(run.Id, run.ProgressAt);
        await broker.TryPublishAsync(new RunNudge(new RunFinished(run.Id), run.TraceParent), cancellationToken);
    }

    // False while somebody holds the run's row, for minutes when a large table is published: that run is being worked for,
    // and the others must not wait for it here.
    private async Task<bool> TryRecordNudgeAsync(Guid runId, int nudges, CancellationToken cancellationToken) =>
        await catalog.Database.ExecuteSqlAsync(
            $"""
            update etl.runs set nudges = {nudges}, nudged_at = {clock.GetUtcNow()}
            where id = (select id from etl.runs where id = {runId} for no key update skip locked)
            """,
            cancellationToken) == 1;

    [LoggerMessage(LogLevel.Warning,
        "Run {RunId} has not moved since {ProgressAt:O}; sent {MessageCount} messages again (time {Nudges} in a row)")]
    private partial void LogNudged(Guid runId, DateTimeOffset progressAt, int messageCount, int nudges);

    [LoggerMessage(LogLevel.Error, "Run {RunId} has not moved since {ProgressAt:O} and is failed")]
    private partial void LogGivenUp(Guid runId, DateTimeOffset progressAt);
}
