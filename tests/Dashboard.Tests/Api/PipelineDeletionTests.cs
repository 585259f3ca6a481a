using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EtlAspire.Contracts.Runs;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class PipelineDeletionTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deleted_pipeline_is_gone_and_its_runs_stay()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");
        var run = await dashboard.Postgres.AddRunAsync(name, RunStatus.Succeeded);

        using var answer = await DeleteAsync(client, name, "keep");
        using var again = await DeleteAsync(client, name, "keep");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Problem.AssertAsync(again, HttpStatusCode.NotFound);
        foreach (var request in (HttpRequestMessage[])[
            new(HttpMethod.Get, $"/api/pipelines/{name}"), new(HttpMethod.Post, $"/api/pipelines/{name}/runs"), new(HttpMethod.Post, $"/api/pipelines/{name}/pause")])
        {
            using var refused = await client.SendAsync(request, Cancel);
            await Problem.AssertAsync(refused, HttpStatusCode.NotFound);
            request.Dispose();
        }

        var all = await client.GetFromJsonAsync<JsonElement>("/api/pipelines", Cancel);
        Assert.DoesNotContain(all.EnumerateArray(), pipeline => pipeline.GetProperty("name").GetString() == name);
        var kept = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{run.Id}", Cancel);
        Assert.Equal(7, kept.GetProperty("receipt").GetProperty("loaded").GetInt32());
        await using var catalog = dashboard.Postgres.OpenCatalog();
        Assert.Null((await catalog.Pipelines.SingleAsync(pipeline => pipeline.Name == name, Cancel)).NextRunAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Drop")]
    public async Task What_happens_to_the_tables_must_be_said(string? tables)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await DeleteAsync(client, name, tables);

        Assert.Contains("?tables=keep", (await Problem.AssertAsync(answer, HttpStatusCode.BadRequest)).Detail(), StringComparison.Ordinal);
        using var found = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Theory]
    [InlineData(RunStatus.Queued)]
    [InlineData(RunStatus.Running)]
    public async Task Pipeline_with_an_open_run_is_not_deleted(RunStatus status)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();
        var run = await dashboard.Postgres.AddRunAsync(name, status);

        using var answer = await DeleteAsync(client, name, "keep");

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains($"Run {run.Number} of {name} is {status.ToString().ToLowerInvariant()}", problem.Detail(), StringComparison.Ordinal);
        Assert.Equal(run.Id, problem.GetProperty("run").GetGuid());
    }

    [Fact]
    public async Task Run_that_is_asked_for_at_the_same_moment_is_seen()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();
        await using var catalog = dashboard.Postgres.OpenCatalog();
        await using var transaction = await catalog.Database.BeginTransactionAsync(Cancel);
        var requests = new Dashboard.Runs.RunRequests(catalog, new Dashboard.Control.RunNudges(), TimeProvider.System);
        Assert.NotNull(await requests.AddAsync(name, RunTrigger.Manual, null, Cancel));

        var deletion = DeleteAsync(client, name, "keep");
        await dashboard.Postgres.WaitForLockAsync("etl.pipelines");
        await transaction.CommitAsync(Cancel);

        using var answer = await deletion;
        await Problem.AssertAsync(answer, HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("retry", RunStatus.Failed)]
    [InlineData("replay", RunStatus.Succeeded)]
    public async Task Old_run_of_a_deleted_pipeline_does_not_go_on(string action, RunStatus status)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();
        var run = await dashboard.Postgres.AddRunAsync(name, status);
        await dashboard.Postgres.AddPartitionAsync(run.Id, completed: true);
        (await DeleteAsync(client, name, "keep")).Dispose();

        using var answer = await client.PostAsync($"/api/runs/{run.Id}/{action}", null, Cancel);

        Assert.Contains("was deleted", (await Problem.AssertAsync(answer, HttpStatusCode.Conflict)).Detail(), StringComparison.Ordinal);
        Assert.Equal(status, (await dashboard.Postgres.ReadRunAsync(run.Id)).Status);
    }

    [Theory]
    [InlineData("For a test")]
    [InlineData("Another text")]
    public async Task Pipeline_that_comes_back_counts_its_versions_on(string description)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");
        (await client.PostAsync($"/api/pipelines/{name}/pause", null, Cancel)).Dispose();
        (await DeleteAsync(client, name, "keep")).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/pipelines/{name}")
        {
            Content = new StringContent(Tests.Definitions.Yaml(name, description, schedule: "0 3 * * *")),
        };
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag?.ToString());
        Assert.False((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("paused").GetBoolean());
        await using var catalog = dashboard.Postgres.OpenCatalog();
        Assert.NotNull((await catalog.Pipelines.SingleAsync(pipeline => pipeline.Name == name, Cancel)).NextRunAt);
    }

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, string name, string? tables) =>
        client.DeleteAsync($"/api/pipelines/{name}{(tables is null ? "" : $"?tables={tables}")}", Cancel);
}
