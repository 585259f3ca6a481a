using System.Runtime.CompilerServices;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Follows a run while it lasts: its changes and its log lines, read from the catalog as long as somebody listens.</summary>
internal sealed class RunEventStream(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The run's events from now on; ends when the run has ended.</summary>
    /// <param name="runId">The run, which exists.</param>
    /// <param name="lastEventId">The last log line that the listener has; 0 for all.</param>
    /// <param name="cancellationToken">The listener has left.</param>
    public async IAsyncEnumerable<RunStreamItem> FollowAsync(
        Guid runId, long lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LogFollower(lastEventId, clock);
        RunView? shown = null;
        using var timer = new PeriodicTimer(PollInterval, clock);
        do
        {
            // The run before its lines: what ended it was written with its last line, in one transaction.
            var (run, read) = await ReadAsync(runId, lines.Floor, cancellationToken);
            if (run is null)
                yield break;

            if (shown is null || !SameAs(shown, run))
                yield return new RunStreamItem(run, null, false);
            shown = run;
            foreach (var line in lines.TakeNew(read))
                yield return new RunStreamItem(null, line, false);

            if (!run.Status.IsOpen)
            {
                yield return new RunStreamItem(null, null, true);
                yield break;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<(RunView? Run, IReadOnlyList<LogLine> Lines)> ReadAsync(
        Guid runId, long afterId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var run = await scope.ServiceProvider.GetRequiredService<RunQueries>().FindAsync(runId, cancellationToken);
        var lines = await scope.ServiceProvider.GetRequiredService<RunLog>().ReadAsync(runId, afterId, cancellationToken);
        return (run, lines);
    }

    private static bool SameAs(RunView shown, RunView run) =>
        shown with { Tables = run.Tables } == run && shown.Tables.SequenceEqual(run.Tables);
}

/// <summary>One thing to tell the listener: the run as it is now, a line of its log, or that it has ended.</summary>
internal sealed record RunStreamItem(RunView? Run, LogLine? Line, bool Ended);
