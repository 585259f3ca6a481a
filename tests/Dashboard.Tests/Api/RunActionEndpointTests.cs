using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class RunActionEndpointTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Running)]
    public async Task Open_run_is_cancelled_and_its_end_is_told(RunStatus status)
    {
        var run = await AddRunAsync(status);

        var json = await AcceptAsync(run, "cancel");

        Assert.Equal("cancelled", json.GetProperty("status").GetString());
        await dashboard.Published.WaitForAsync<RunFinished>(run);
    }

    [Theory]
    [InlineData("cancel", RunStatus.Succeeded)]
    [InlineData("cancel", RunStatus.Failed)]
    [InlineData("cancel", RunStatus.Cancelled)]
    [InlineData("retry", RunStatus.Succeeded)]
    [InlineData("retry", RunStatus.Running)]
    [InlineData("retry", RunStatus.Cancelled)]
    [InlineData("replay", RunStatus.Failed)]
    public async Task Action_that_makes_no_sense_answers_409(string action, RunStatus status)
    {
        var run = await AddRunAsync(status);
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync($"/api/runs/{run}/{action}", null, Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
        Assert.NotEmpty(problem.Detail());
        Assert.Equal(status, (await dashboard.Postgres.ReadRunAsync(run)).Status);
    }

    [Fact]
    public async Task Failed_run_is_queued_again()
    {
        var run = await AddRunAsync(RunStatus.Failed);

        var json = await AcceptAsync(run, "retry");

        Assert.Equal("queued", json.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("finishedAt").ValueKind);
        await dashboard.Published.WaitForAsync<RunRequested>(run);
    }

    [Theory]
    [InlineData(RunStatus.Succeeded)]
    [InlineData(RunStatus.Running)]
    public async Task Failed_run_is_not_retried_after_a_later_one_got_its_turn(RunStatus status)
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        var failed = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Failed);
        var later = await dashboard.Postgres.AddRunAsync(pipeline, status);
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync($"/api/runs/{failed.Id}/retry", null, Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains($"Run {later.Number}", problem.Detail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_brings_no_older_records_back_unless_it_is_forced()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        var original = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Succeeded);
        await dashboard.Postgres.AddPartitionAsync(original.Id, completed: true);
        var replayed = await AcceptAsync(original.Id, "replay"); // nobody has published since
        await PublishAsync(replayed.GetProperty("id").GetGuid());
        await AcceptAsync(original.Id, "replay"); // nor has anybody else
        var later = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Succeeded);
        await PublishAsync(later.Id);
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync($"/api/runs/{original.Id}/replay", null, Cancel);
        using var unclear = await client.PostAsync($"/api/runs/{original.Id}/replay", new StringContent("""{"forse":true}"""), Cancel);
        using var forced = await client.PostAsync($"/api/runs/{original.Id}/replay", new StringContent("""{"force":true}"""), Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
        Assert.Equal("superseded", problem.GetProperty("kind").GetString());
        Assert.StartsWith($"Run {later.Number} has replaced the table ", problem.Detail(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unclear.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, forced.StatusCode);

        async Task PublishAsync(Guid run)
        {
            await using var catalog = dashboard.Postgres.OpenCatalog();
            var definition = PipelineReader.ReadStored((await catalog.Runs.SingleAsync(row => row.Id == run, Cancel)).Definition).Definition!;
            catalog.PublishedTables.Add(new PublishedTable
            {
                RunId = run,
                Name = $"{definition.Destination.Schema}.{definition.Resources[0].Table}",
                Rows = 1,
            });
            await catalog.SaveChangesAsync(Cancel);
        }
    }

    [Fact]
    public async Task Replay_is_a_new_run_with_the_definition_of_today()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        var original = await dashboard.Postgres.AddRunAsync(pipeline, RunStatus.Succeeded);
        await dashboard.Postgres.AddPartitionAsync(original.Id, completed: true);
        using var client = dashboard.CreateClient();
        var today = Tests.Definitions.Yaml(pipeline, "Changed since");
        (await client.PutAsync($"/api/pipelines/{pipeline}", new StringContent(today), Cancel)).Dispose();

        var json = await AcceptAsync(original.Id, "replay");

        Assert.NotEqual(original.Id, json.GetProperty("id").GetGuid());
        Assert.Equal("replay", json.GetProperty("trigger").GetString());
        Assert.Equal(2, json.GetProperty("version").GetInt32());
        var replay = await dashboard.Postgres.ReadRunAsync(json.GetProperty("id").GetGuid());
        Assert.Equal(original.Id, replay.ReplayOf);
        Assert.Equal(today, replay.Definition);
    }

    [Theory]
    [InlineData("retry", RunStatus.Failed)]
    [InlineData("replay", RunStatus.Succeeded)]
    public async Task Request_to_go_on_with_a_run_is_linked_to_its_trace(string action, RunStatus status)
    {
        var run = await AddRunAsync(status);
        await dashboard.Postgres.AddPartitionAsync(run, completed: true);
        var traceId = RunTrace.TraceId((await dashboard.Postgres.ReadRunAsync(run)).TraceParent);
        var linked = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = request => linked.Enqueue(
                $"{request.GetTagItem("url.path")} {string.Join(' ', request.Links.Select(link => link.Context.TraceId))}"),
        };
        ActivitySource.AddActivityListener(listener);

        await AcceptAsync(run, action);

        // The request's span ends a little after its answer.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (!linked.Contains($"/api/runs/{run}/{action} {traceId}"))
            await Task.Delay(10, deadline.Token);
    }

    [Fact]
    public async Task Run_that_did_not_read_its_source_to_the_end_is_not_replayed()
    {
        var run = await AddRunAsync(RunStatus.Failed);
        await dashboard.Postgres.AddPartitionAsync(run, completed: false);
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync($"/api/runs/{run}/replay", null, Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("retry", RunStatus.Failed)]
    [InlineData("replay", RunStatus.Failed)]
    [InlineData("replay", RunStatus.Succeeded)]
    public async Task Run_without_its_files_goes_on_no_more_and_says_since_when(string action, RunStatus status)
    {
        var run = await AddRunAsync(status);
        await dashboard.Postgres.AddPartitionAsync(run, completed: true);
        await dashboard.Postgres.RemoveFilesAsync(run, new(2026, 3, 4, 23, 59, 0, TimeSpan.Zero));
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync($"/api/runs/{run}/{action}", null, Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains("removed from the lake on 2026-03-04", problem.Detail(), StringComparison.Ordinal);
        Assert.Contains("start a new run", problem.Detail(), StringComparison.Ordinal);
        await using var catalog = dashboard.Postgres.OpenCatalog();
        Assert.False(await catalog.Runs.AnyAsync(row => row.ReplayOf == run, Cancel));
    }

    [Fact]
    public async Task Replay_holds_off_the_removal_of_files_until_it_is_written()
    {
        var run = await AddRunAsync(RunStatus.Succeeded);
        await dashboard.Postgres.AddPartitionAsync(run, completed: true);
        var endedAt = (await dashboard.Postgres.ReadRunAsync(run)).FinishedAt!.Value;
        await using var catalog = dashboard.Postgres.OpenCatalog();

        var marking = new LakeRemoval(catalog, TimeProvider.System).TryMarkAsync(run, endedAt, Cancel);
        using var client = dashboard.CreateClient();
        using var answer = await client.PostAsync($"/api/runs/{run}/replay", null, Cancel);

        Assert.Equal(await marking ? HttpStatusCode.Conflict : HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("replay")]
    public async Task Action_on_no_run_answers_404(string action)
    {
        using var client = dashboard.CreateClient();

        using var answer = await client.PostAsync($"/api/runs/{Guid.NewGuid()}/{action}", null, Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.NotFound);
    }

    private async Task<Guid> AddRunAsync(RunStatus status) =>
        (await dashboard.Postgres.AddRunAsync(await dashboard.Postgres.AddPipelineAsync(), status)).Id;

    private async Task<JsonElement> AcceptAsync(Guid run, string action)
    {
        using var client = dashboard.CreateClient();
        using var answer = await client.PostAsync($"/api/runs/{run}/{action}", null, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal($"/api/runs/{json.GetProperty("id").GetGuid()}", answer.Headers.Location!.OriginalString);
        return json;
    }
}
