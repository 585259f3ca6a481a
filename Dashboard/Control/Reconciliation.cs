using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

/// <summary>One round of the <see cref="Reconciler"/>.</summary>
internal sealed partial class Reconciliation(
    CatalogDbContext catalog,
    QueuedRuns queued,
    RunningRuns running,
    OutstandingWork outstanding,
    RunTransitions transitions,
    Broker broker,
    IOptions<ControlOptions> options,
    TimeProvider clock,
    ILogger<Reconciliation> logger)
{
    private const int MaxMessages = 200;

    private readonly Patience _patience = new(options.Value.NudgeAfter);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await queued.FirstInLineAsync(cancellationToken))
            await DispatchAsync(run, cancellationToken);
        foreach (var run in await running.FindAsync(cancellationToken))
            await LookAfterAsync(run, cancellationToken);
    }

    private async Task DispatchAsync(QueuedRun run, CancellationToken cancellationToken)
    {
        // A run that waits for its turn is never given up: it stands still because the workers are away.
        var standstill = _patience.Measure(run.RequestedAt, run.NudgedAt, run.Nudges, clock.GetUtcNow());
        if (!standstill.NudgeIsDue)
            return;

        if (await TryRecordNudgeAsync(run.Id, standstill.Nudges + 1, cancellationToken))
            await broker.TryPublishAsync(run.Request, cancellationToken);
    }

    private async Task LookAfterAsync(RunningRun run, CancellationToken cancellationToken)
    {
        var standstill = _patience.Measure(run.ProgressAt, run.NudgedAt, run.Nudges, clock.GetUtcNow());
        var isHopeless = standstill.Length >= options.Value.ProgressDeadline;
        if (!isHopeless && !standstill.NudgeIsDue)
            return;
        if (!await TryRecordNudgeAsync(run.Id, standstill.Nudges + 1, cancellationToken))
            return;

        if (isHopeless)
            await GiveUpAsync(run, cancellationToken);
        else
            await NudgeAsync(run, standstill.Nudges + 1, cancellationToken);
    }

    private async Task NudgeAsync(RunningRun run, int nudges, CancellationToken cancellationToken)
    {
        var messages = await outstanding.FindAsync(run.Id, MaxMessages, cancellationToken);
        LogNudged(run.Id, run.ProgressAt, messages.Count, nudges);
        ControlMetrics.Resent.Add(messages.Count);
        foreach (var message in messages)
        {
            if (!await broker.TryPublishAsync(new RunNudge(message, run.TraceParent), cancellationToken))
                return;
        }
    }

    private async Task GiveUpAsync(RunningRun run, CancellationToken cancellationToken)
    {
        var error = new RunError(Stage.Run, "stalled",
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
