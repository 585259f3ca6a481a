using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.Dashboard.Tests.Control;

[Collection(DashboardTests.Name)]
public sealed class DueSchedulesTests(DashboardFixture dashboard)
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 2, 59, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_is_asked_for_when_its_time_has_come_and_only_once()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync("0 3 * * *", clock: _clock);

        await TickAsync();
        Assert.Empty(await RunsAsync(pipeline));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await TickAsync();
        await TickAsync();

        var run = Assert.Single(await RunsAsync(pipeline));
        Assert.Equal(RunTrigger.Schedule, run.Trigger);
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 3, 0, 0, TimeSpan.Zero), await NextAsync(pipeline));
    }

    [Fact]
    public async Task Times_missed_while_down_make_one_run()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync("0 * * * *", clock: _clock);
        _clock.Advance(TimeSpan.FromHours(30));

        await TickAsync();
        await TickAsync();

        Assert.Single(await RunsAsync(pipeline));
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 9, 0, 0, TimeSpan.Zero), await NextAsync(pipeline));
    }

    [Fact]
    public async Task Two_schedulers_at_once_ask_for_one_run()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync("0 3 * * *", clock: _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TickAsync()));

        Assert.Single(await RunsAsync(pipeline));
    }

    [Fact]
    public async Task Scheduled_run_that_still_waits_is_not_asked_for_again()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync("* * * * *", clock: _clock);

        for (var minute = 0; minute < 3; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await TickAsync();
        }

        Assert.Single(await RunsAsync(pipeline));
    }

    [Fact]
    public async Task Paused_schedule_asks_for_no_run_and_makes_up_for_none_when_it_is_resumed()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync("0 * * * *", clock: _clock);
        await SetPausedAsync(pipeline, true);
        _clock.Advance(TimeSpan.FromHours(30));
        await TickAsync();

        await SetPausedAsync(pipeline, false);
        await TickAsync();
        Assert.Empty(await RunsAsync(pipeline));
        Assert.Equal(new DateTimeOffset(2026, 1, 3, 9, 0, 0, TimeSpan.Zero), await NextAsync(pipeline));
        _clock.Advance(TimeSpan.FromHours(1));
        await TickAsync();

        Assert.Single(await RunsAsync(pipeline));
    }

    private async Task SetPausedAsync(string pipeline, bool isPaused)
    {
        await using var catalog = dashboard.Postgres.OpenCatalog();
        Assert.True(await new PipelinePause(catalog, _clock).SetAsync(pipeline, isPaused, Cancel));
    }

    private async Task TickAsync()
    {
        await using var catalog = dashboard.Postgres.OpenCatalog();
        var requests = new RunRequests(catalog, new RunNudges(), _clock);
        await new DueSchedules(catalog, requests, new RunNudges(), _clock, NullLogger<DueSchedules>.Instance).RunAsync(Cancel);
    }

    private async Task<IReadOnlyList<Run>> RunsAsync(string pipeline)
    {
        await using var catalog = dashboard.Postgres.OpenCatalog();
        return await catalog.Runs.Where(run => run.Pipeline == pipeline).ToListAsync(Cancel);
    }

    private async Task<DateTimeOffset?> NextAsync(string pipeline)
    {
        await using var catalog = dashboard.Postgres.OpenCatalog();
        return (await catalog.Pipelines.SingleAsync(row => row.Name == pipeline, Cancel)).NextRunAt;
    }
}
