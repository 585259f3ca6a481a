using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class RunEndpointTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_for_a_run_answers_202_and_is_published()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await client.PostAsync($"/api/pipelines/{name}/runs", null, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var run = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var id = run.GetProperty("id").GetGuid();
        Assert.Equal($"/api/runs/{id}", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            [
                "id", "number", "pipeline", "version", "trigger", "status", "requestedAt", "startedAt", "finishedAt",
                "traceId", "receipt", "batches", "tables", "warnings", "error",
            ],
            run.EnumerateObject().Select(property => property.Name));
        Assert.Equal("queued", run.GetProperty("status").GetString());
        Assert.Equal("manual", run.GetProperty("trigger").GetString());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("error").ValueKind);
        Assert.EndsWith("Z", run.GetProperty("requestedAt").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", run.GetProperty("traceId").GetString());
        Assert.Equal(Tests.Definitions.Yaml(name), (await dashboard.Postgres.ReadRunAsync(id)).Definition);
        await dashboard.Published.WaitForAsync<RunRequested>(id);
    }

    [Fact]
    public async Task Backfill_without_an_incremental_source_answers_422()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await StartAsync(client, name, """{"backfill": {"from": "2025-01-01", "to": "2025-02-01"}}""");

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("incremental", problem.Detail(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"backfil": {}}""", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.Accepted)]
    [InlineData("{}", HttpStatusCode.Accepted)]
    [InlineData("""{"backfill": null}""", HttpStatusCode.Accepted)]
    public async Task Body_of_a_request_is_checked(string body, HttpStatusCode expected)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await StartAsync(client, name, body);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Running_run_shows_its_sums_so_far_and_is_not_balanced()
    {
        using var client = dashboard.CreateClient();
        var run = await dashboard.Postgres.AddRunAsync(await dashboard.Postgres.AddPipelineAsync(), RunStatus.Running);
        await dashboard.Postgres.AddAsync(
            CatalogSeed.NewBatch(run.Id, 1, transformed: true),
            CatalogSeed.NewBatch(run.Id, 2, transformed: true),
            CatalogSeed.NewBatch(run.Id, 3, transformed: false),
            new LoadedBatch { RunId = run.Id, BatchNumber = 1, Rows = 6, LoadedAt = run.RequestedAt });

        var json = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{run.Id}", Cancel);

        Assert.Equal(
            """{"extracted":30,"filtered":2,"quarantined":7,"loaded":6,"balanced":false}""", json.GetProperty("receipt").GetRawText());
        Assert.Equal(
            """{"total":3,"extracted":3,"transformed":2,"loaded":1}""", json.GetProperty("batches").GetRawText());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", json.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Ended_run_shows_its_receipt_tables_and_error()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();
        var good = await dashboard.Postgres.AddRunAsync(name, RunStatus.Succeeded);
        await dashboard.Postgres.AddAsync(new PublishedTable { RunId = good.Id, Name = "warehouse.things", Rows = 7 });
        var bad = await dashboard.Postgres.AddRunAsync(
            name, RunStatus.Failed, error: new RunError(Stage.Extract, "source_unavailable", "It is away.", "Wait."));

        var succeeded = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{good.Id}", Cancel);
        var failed = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{bad.Id}", Cancel);

        Assert.Equal(
            """{"extracted":10,"filtered":1,"quarantined":2,"loaded":7,"balanced":true}""",
            succeeded.GetProperty("receipt").GetRawText());
        Assert.Equal("""[{"name":"warehouse.things","rows":7}]""", succeeded.GetProperty("tables").GetRawText());
        Assert.Equal(
            """{"stage":"extract","kind":"source_unavailable","message":"It is away.","hint":"Wait."}""",
            failed.GetProperty("error").GetRawText());
        Assert.Equal("failed", failed.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Runs_are_paged_by_number_and_filtered()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();
        var ids = new List<Guid>();
        for (var index = 0; index < 5; index++)
        {
            var status = index % 2 == 0 ? RunStatus.Succeeded : RunStatus.Failed;
            ids.Add((await dashboard.Postgres.AddRunAsync(name, status)).Id);
        }

        var first = await ListAsync(client, $"pipeline={name}&limit=2");
        var before = first[^1].GetProperty("number").GetInt64().ToString(CultureInfo.InvariantCulture);
        var second = await ListAsync(client, $"pipeline={name}&limit=2&before={before}");
        var failed = await ListAsync(client, $"pipeline={name}&status=failed");

        Assert.Equal([ids[4], ids[3]], first.Select(run => run.GetProperty("id").GetGuid()));
        Assert.Equal([ids[2], ids[1]], second.Select(run => run.GetProperty("id").GetGuid()));
        Assert.Equal([ids[3], ids[1]], failed.Select(run => run.GetProperty("id").GetGuid()));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=many")]
    [InlineData("status=good")]
    [InlineData("status=1")]
    [InlineData("before=x")]
    [InlineData("pipeline=a%00b")]
    public async Task Wrong_query_answers_400(string query)
    {
        using var client = dashboard.CreateClient();

        using var answer = await client.GetAsync($"/api/runs?{query}", Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/runs/00000000-0000-0000-0000-000000000000")]
    [InlineData("/api/runs/00000000-0000-0000-0000-000000000000/log")]
    [InlineData("/api/runs/00000000-0000-0000-0000-000000000000/events")]
    [InlineData("/api/runs/00000000-0000-0000-0000-000000000000/rejects")]
    [InlineData("/api/runs/not-an-id")]
    [InlineData("/api/nothing")]
    public async Task What_does_not_exist_answers_404(string path)
    {
        using var client = dashboard.CreateClient();

        using var answer = await client.GetAsync(path, Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> StartAsync(HttpClient client, string name, string body) =>
        client.PostAsync($"/api/pipelines/{name}/runs", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/runs?{query}", Cancel)).EnumerateArray()];
}
