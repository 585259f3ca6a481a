using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Storage.Tests.Catalog;

public sealed class RunTransitionsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly RunError Error = new(Stage.Load, "broken", "It broke.", "Mend it.");

    private readonly string _pipeline = $"p{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_of_a_pipeline_start_one_at_a_time_and_in_order()
    {
        var first = await AddRunAsync();
        var second = await AddRunAsync();

        Assert.False(await TryAsync(runs => runs.TryStartAsync(second, Cancel)));
        Assert.True(await TryAsync(runs => runs.TryStartAsync(first, Cancel)));
        Assert.False(await TryAsync(runs => runs.TryStartAsync(second, Cancel)));
        Assert.True(await TryAsync(runs => runs.CancelAsync(first, Cancel)));
        Assert.True(await TryAsync(runs => runs.TryStartAsync(second, Cancel)));
    }

    [Fact]
    public async Task Of_many_who_start_a_run_one_wins()
    {
        var run = await AddRunAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(runs => runs.TryStartAsync(run, Cancel))));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task A_failure_is_written_once_with_its_reason()
    {
        var run = await AddRunAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(runs => runs.FailAsync(run, Error, Cancel))));

        Assert.Single(won, true);
        var failed = await FindAsync(run);
        Assert.Equal((RunStatus.Failed, Error), (failed.Status, failed.Error));
        Assert.NotNull(failed.FinishedAt);
        await using var catalog = postgres.OpenCatalog();
        Assert.Equal("Failed: It broke. Mend it.",
            (await catalog.RunEvents.SingleAsync(entry => entry.RunId == run, Cancel)).Message);
    }

    [Fact]
    public async Task A_failed_run_can_go_on_and_an_open_one_cannot_be_put_back()
    {
        var run = await AddRunAsync();

        Assert.False(await TryAsync(runs => runs.RequeueAsync(run, Cancel)));
        await TryAsync(runs => runs.FailAsync(run, Error, Cancel));
        Assert.True(await TryAsync(runs => runs.RequeueAsync(run, Cancel)));

        var requeued = await FindAsync(run);
        Assert.Equal((RunStatus.Queued, null, null), (requeued.Status, requeued.Error, requeued.FinishedAt));
    }

    [Fact]
    public async Task An_ended_run_stays_as_it_ended()
    {
        var run = await AddRunAsync();
        await TryAsync(runs => runs.CancelAsync(run, Cancel));

        Assert.False(await TryAsync(runs => runs.FailAsync(run, Error, Cancel)));
        Assert.False(await TryAsync(runs => runs.TryStartAsync(run, Cancel)));
        Assert.Equal(RunStatus.Cancelled, (await FindAsync(run)).Status);
    }

    private async Task<bool> TryAsync(Func<RunTransitions, Task<bool>> transition)
    {
        await using var catalog = postgres.OpenCatalog();
        return await transition(new RunTransitions(catalog, TimeProvider.System));
    }

    private async Task<Run> FindAsync(Guid runId)
    {
        await using var catalog = postgres.OpenCatalog();
        return await catalog.Runs.SingleAsync(run => run.Id == runId, Cancel);
    }

    private async Task<Guid> AddRunAsync()
    {
        await using var catalog = postgres.OpenCatalog();
        var run = new Run
        {
            Id = Guid.NewGuid(),
            Pipeline = _pipeline,
            Version = 1,
            Definition = "",
            Trigger = RunTrigger.Manual,
            Status = RunStatus.Queued,
            RequestedAt = TimeProvider.System.GetUtcNow(),
        };
        catalog.Runs.Add(run);
        await catalog.SaveChangesAsync(Cancel);
        return run.Id;
    }
}
