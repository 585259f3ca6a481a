using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.DependencyInjection;
using ZstdSharp;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class RunRecordEndpointTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rejects_come_in_the_order_of_batch_and_position_up_to_the_limit()
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync();
        await dashboard.Postgres.AddAsync(
            Reject(run.Id, 2, 1, "third"), Reject(run.Id, 1, 9, "second"), Reject(run.Id, 1, 3, "<b>first</b>"));

        var rejects = await client.GetFromJsonAsync<JsonElement>($"/api/runs/{run.Id}/rejects?limit=2", Cancel);

        Assert.Equal(
            """[{"stage":"transform","reason":"No number.","resource":"things","record":"<b>first</b>","position":3},"""
            + """{"stage":"transform","reason":"No number.","resource":"things","record":"second","position":9}]""",
            rejects.GetRawText());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Wrong_limit_of_rejects_answers_400(int limit)
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync();

        using var answer = await client.GetAsync($"/api/runs/{run.Id}/rejects?limit={limit}", Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Row_leads_back_to_its_raw_record()
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync();
        var path = await WriteRawAsync("""{"id":1}""", """{"id": 2, "big": 0.1234567890123456789}""", """{"id":3}""");
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(run.Id, 4, true, path));

        using var answer = await client.GetAsync($"/api/lineage/{run.Number}/4000002", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"id": 2, "big": 0.1234567890123456789}""", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("4000000")]
    [InlineData("4000010")]
    [InlineData("5000001")]
    [InlineData("0")]
    [InlineData("-4000001")]
    [InlineData("17")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("x")]
    public async Task Record_that_is_not_there_answers_404(string record)
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync();
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(run.Id, 4, true, await WriteRawAsync("{}")));

        using var answer = await client.GetAsync($"/api/lineage/{run.Number}/{record}", Cancel);

        await Problem.AssertAsync(answer, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Raw_file_that_is_gone_answers_404_with_the_reason()
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync();
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(run.Id, 1, true, "raw/gone/gone/1/gone.ndjson.zst"));

        using var answer = await client.GetAsync($"/api/lineage/{run.Number}/1000001", Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.NotFound);
        Assert.Contains("raw/gone/gone/1/gone.ndjson.zst", problem.Detail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_file_that_was_removed_answers_404_with_the_date()
    {
        using var client = dashboard.CreateClient();
        var run = await AddRunAsync();
        await dashboard.Postgres.AddAsync(CatalogSeed.NewBatch(run.Id, 1, true, await WriteRawAsync("{}")));
        await dashboard.Postgres.RemoveFilesAsync(run.Id, new(2026, 3, 4, 23, 59, 0, TimeSpan.Zero));

        using var answer = await client.GetAsync($"/api/lineage/{run.Number}/1000001", Cancel);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.NotFound);
        Assert.Contains("removed from the lake on 2026-03-04", problem.Detail(), StringComparison.Ordinal);
    }

    private static QuarantinedRecord Reject(Guid run, int batch, long position, string record) => new()
    {
        RunId = run,
        BatchNumber = batch,
        Resource = "things",
        Stage = Stage.Transform,
        Reason = "No number.",
        Position = position,
        Record = record,
    };

    private async Task<Run> AddRunAsync() =>
        await dashboard.Postgres.AddRunAsync(await dashboard.Postgres.AddPipelineAsync(), RunStatus.Succeeded);

    private async Task<string> WriteRawAsync(params string[] records)
    {
        await using var draft = dashboard.Services.GetRequiredService<DataLake>()
            .Create(LakeLayer.Raw, "p", "things", 1, "test");
        await using (var file = File.Create(draft.TemporaryPath))
        await using (var compressed = new CompressionStream(file))
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record + "\n"))), Cancel);
        return (await draft.CommitAsync(records.Length, Cancel)).Path;
    }
}
