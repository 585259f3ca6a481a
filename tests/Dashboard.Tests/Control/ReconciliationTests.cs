using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.Dashboard.Tests.Control;

[Collection(DashboardTests.Name)]
public sealed class ReconciliationTests(DashboardFixture dashboard)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queued_run_that_nobody_took_is_dispatched_again()
    {
        var run = await AddRunAsync(RunStatus.Queued);

        await TickAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(0, Sent<RunRequested>(run));
        await TickAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(1, Sent<RunRequested>(run));
        await TickAsync(TimeSpan.FromSeconds(6));
        Assert.Equal(1, Sent<RunRequested>(run));
        await TickAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(2, Sent<RunRequested>(run));
    }

    [Fact]
    public async Task Queued_run_waits_while_another_of_its_pipeline_runs()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Running, Start);
        var waiting = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Queued, Start);

        await TickAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, Sent<RunRequested>(waiting.Id));
    }

    [Fact]
    public async Task Run_without_progress_gets_its_messages_again_with_growing_pauses()
    {
        var run = await AddRunAsync(RunStatus.Running);
        await dashboard.Postgres.AddPartitionAsync(run, completed: false, Start);
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(run, 1, transformed: false, at: Start));

        await TickAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(0, Sent<ExtractSlice>(run));
        await TickAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (Sent<ExtractSlice>(run), Sent<BatchExtracted>(run)));
        await TickAsync(TimeSpan.FromSeconds(19));
        Assert.Equal(1, Sent<ExtractSlice>(run));
        await TickAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Sent<ExtractSlice>(run));
        Assert.Equal(2, (await dashboard.Postgres.ReadRunAsync(run)).Nudges);
    }

    [Fact]
    public async Task What_is_asked_for_is_sent_at_once_and_shortens_no_patience()
    {
        var run = await AddRunAsync(RunStatus.Running);
        await dashboard.Postgres.AddPartitionAsync(run, completed: false, Start);

        for (var times = 0; times < 20; times++)
            await TickAsync(TimeSpan.FromSeconds(1) / 10, isAskedFor: true);

        Assert.Equal(20, Sent<ExtractSlice>(run));
        Assert.Equal((RunStatus.Running, 0), ((await dashboard.Postgres.ReadRunAsync(run)).Status, (await dashboard.Postgres.ReadRunAsync(run)).Nudges));
    }

    [Fact]
    public async Task Progress_makes_the_pauses_short_again()
    {
        var run = await AddRunAsync(RunStatus.Running);
        await TickAsync(TimeSpan.FromSeconds(10));
        await TickAsync(TimeSpan.FromSeconds(20));
        await dashboard.Postgres.AddPartitionAsync(run, completed: true, _clock.GetUtcNow().AddSeconds(1));

        await TickAsync(TimeSpan.FromSeconds(11));

        Assert.Equal(1, Sent<ExtractionCompleted>(run));
        Assert.Equal(1, (await dashboard.Postgres.ReadRunAsync(run)).Nudges);
    }

    [Fact]
    public async Task Run_that_does_not_move_at_all_is_failed_after_the_deadline()
    {
        var run = await AddRunAsync(RunStatus.Running);

        for (var elapsed = 0; elapsed < 14 * 60; elapsed += 5)
            await TickAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(RunStatus.Running, (await dashboard.Postgres.ReadRunAsync(run)).Status);
        for (var elapsed = 0; elapsed < 120; elapsed += 5)
            await TickAsync(TimeSpan.FromSeconds(5));

        var failed = await dashboard.Postgres.ReadRunAsync(run);
        Assert.Equal(RunStatus.Failed, failed.Status);
        Assert.Equal("stalled", failed.Error!.Kind);
        Assert.Equal(1, Sent<RunFinished>(run));
    }

    [Fact]
    public async Task Run_survives_a_night_without_a_control_loop()
    {
        var run = await AddRunAsync(RunStatus.Running);

        await TickAsync(TimeSpan.FromHours(10));

        Assert.Equal(RunStatus.Running, (await dashboard.Postgres.ReadRunAsync(run)).Status);
        Assert.Equal(1, Sent<RunRequested>(run));
    }

    [Fact]
    public async Task Run_that_is_being_published_is_left_alone_and_holds_up_no_other()
    {
        var published = await AddRunAsync(RunStatus.Running);
        var other = await AddRunAsync(RunStatus.Running);
        await using var publisher = dashboard.Postgres.OpenCatalog();
        await using var publishing = await publisher.Database.BeginTransactionAsync(Cancel);
        await publisher.Database.ExecuteSqlAsync($"select from etl.runs where id = {published} for update", Cancel);

        var ticking = TickAsync(TimeSpan.FromSeconds(10));
        await ticking.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        Assert.Equal((0, 1), (Sent<RunRequested>(published), Sent<RunRequested>(other)));
    }

    [Fact]
    public async Task One_reconciler_works_at_a_time()
    {
        await using var first = dashboard.Postgres.OpenCatalog();
        await using var second = dashboard.Postgres.OpenCatalog();

        await using (await ControlLock.TryTakeAsync(first, ControlLock.Reconciler, Cancel))
        {
            Assert.Null(await ControlLock.TryTakeAsync(second, ControlLock.Reconciler, Cancel));
            await using var another = await ControlLock.TryTakeAsync(second, ControlLock.LakeKeeper, Cancel);
            Assert.NotNull(another);
        }

        await using var free = await ControlLock.TryTakeAsync(second, ControlLock.Reconciler, Cancel);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task Next_run_of_the_pipeline_is_dispatched_when_one_has_finished()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        var finished = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Succeeded);
        var next = await dashboard.Postgres.AddRunAsync(pipeline);
        var last = await dashboard.Postgres.AddRunAsync(pipeline);

        await dashboard.Bus.Publish(new RunFinished(finished.Id), Cancel);

        await dashboard.Published.WaitForAsync<RunRequested>(next.Id);
        Assert.Equal(0, Sent<RunRequested>(last.Id));
    }

    private async Task<Guid> AddRunAsync(RunStatus status) =>
        (await dashboard.Postgres.AddRunAsync(await dashboard.Postgres.AddPipelineAsync(), status, Start)).Id;

    private async Task TickAsync(TimeSpan after, bool isAskedFor = false)
    {
        _clock.Advance(after);
        await using var catalog = dashboard.Postgres.OpenCatalog();
        var reconciliation = new Reconciliation(
            catalog,
            new QueuedRuns(catalog),
            new RunningRuns(catalog),
            new Backlog(catalog, _clock),
            new OutstandingWork(catalog),
            new RunTransitions(catalog, _clock),
            dashboard.Services.GetRequiredService<Broker>(),
            Options.Create(new ControlOptions()),
            _clock,
            NullLogger<Reconciliation>.Instance);
        await reconciliation.RunAsync(isAskedFor, Cancel);
    }

    private int Sent<TMessage>(Guid run)
        where TMessage : IRunMessage =>
        dashboard.Published.Count<TMessage>(run);
}
