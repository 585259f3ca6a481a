using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Storage.Tests.Catalog;

public sealed class LakeRemovalTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset EndedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_marked_with_its_replays_and_theirs_once()
    {
        var run = await AddRunAsync(RunStatus.Succeeded);
        var replay = await AddRunAsync(RunStatus.Failed, run);
        var second = await AddRunAsync(RunStatus.Cancelled, replay);
        var other = await AddRunAsync(RunStatus.Succeeded);

        Assert.True(await TryMarkAsync(run));
        Assert.False(await TryMarkAsync(run));

        await using var catalog = postgres.OpenCatalog();
        var marked = await catalog.Runs.Where(row => row.LakeRemovedAt != null).Select(row => row.Id).ToListAsync(Cancel);
        Assert.Superset(new HashSet<Guid> { run, replay, second }, marked.ToHashSet());
        Assert.DoesNotContain(other, marked);
    }

    [Theory]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Running)]
    public async Task A_run_is_not_marked_while_it_or_a_replay_is_open(RunStatus status)
    {
        var open = await AddRunAsync(status);
        var run = await AddRunAsync(RunStatus.Succeeded);
        await AddRunAsync(status, await AddRunAsync(RunStatus.Failed, run));

        Assert.False(await TryMarkAsync(open));
        Assert.False(await TryMarkAsync(run));
    }

    [Fact]
    public async Task A_run_that_was_replayed_since_it_was_looked_at_is_not_marked()
    {
        var run = await AddRunAsync(RunStatus.Succeeded);
        await AddRunAsync(RunStatus.Succeeded, run, EndedAt.AddSeconds(1));

        Assert.False(await TryMarkAsync(run));
    }

    [Fact]
    public async Task A_run_whose_files_are_gone_is_not_put_back_into_the_queue()
    {
        var run = await AddRunAsync(RunStatus.Failed);
        await TryMarkAsync(run);

        Assert.False(await TryRequeueAsync(run));
    }

    [Fact]
    public async Task A_replay_that_is_being_asked_for_is_waited_for_and_keeps_its_files()
    {
        var run = await AddRunAsync(RunStatus.Succeeded);
        await using var catalog = postgres.OpenCatalog();
        await using var transaction = await LakeRemoval.HoldOffAsync(catalog, Cancel);
        catalog.Runs.Add(NewRun(RunStatus.Queued, run, null));
        await catalog.SaveChangesAsync(Cancel);

        var marking = TryMarkAsync(run);
        await WaitForWaiterAsync();
        await transaction.CommitAsync(Cancel);

        Assert.False(await marking);
    }

    [Fact]
    public async Task Of_a_retry_and_a_removal_at_the_same_time_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var run = await AddRunAsync(RunStatus.Failed);

            var won = await Task.WhenAll(TryMarkAsync(run), TryRequeueAsync(run));

            Assert.Single(won, true);
        }
    }

    // Until somebody waits for an advisory lock in this database.
    private async Task WaitForWaiterAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        await using var catalog = postgres.OpenCatalog();
        while (!await catalog.Database.SqlQuery<bool>(
            $"""
            select exists (select from pg_locks join pg_database on pg_database.oid = database
                where datname = current_database() and locktype = 'advisory' and not granted) as "Value"
            """).SingleAsync(deadline.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

    private async Task<bool> TryMarkAsync(Guid run)
    {
        await using var catalog = postgres.OpenCatalog();
        return await new LakeRemoval(catalog, TimeProvider.System).TryMarkAsync(run, EndedAt, Cancel);
    }

    private async Task<bool> TryRequeueAsync(Guid run)
    {
        await using var catalog = postgres.OpenCatalog();
        return await new RunTransitions(catalog, TimeProvider.System).RequeueAsync(run, Cancel);
    }

    private async Task<Guid> AddRunAsync(RunStatus status, Guid? replayOf = null, DateTimeOffset? endedAt = null)
    {
        await using var catalog = postgres.OpenCatalog();
        var run = NewRun(status, replayOf, status is RunStatus.Queued or RunStatus.Running ? null : endedAt ?? EndedAt);
        catalog.Runs.Add(run);
        await catalog.SaveChangesAsync(Cancel);
        return run.Id;
    }

    private static Run NewRun(RunStatus status, Guid? replayOf, DateTimeOffset? endedAt) => new()
    {
        Id = Guid.NewGuid(),
        Pipeline = $"p{Guid.NewGuid():N}",
        Version = 1,
        Definition = "",
        Trigger = RunTrigger.Manual,
        Status = status,
        RequestedAt = EndedAt,
        FinishedAt = endedAt,
        ReplayOf = replayOf,
    };
}
