using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class PipelinePauseTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pipeline_is_paused_until_it_is_resumed_however_often_that_is_said()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");

        foreach (var (action, isPaused) in ((string, bool)[])[("pause", true), ("pause", true), ("resume", false), ("resume", false)])
        {
            using var answer = await client.PostAsync($"/api/pipelines/{name}/{action}", null, Cancel);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("\"1\"", answer.Headers.ETag?.ToString());
            var pipeline = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal(name, pipeline.GetProperty("name").GetString());
            Assert.Equal(isPaused, pipeline.GetProperty("paused").GetBoolean());
        }
    }

    [Fact]
    public async Task Pause_survives_a_new_version_and_a_new_schedule()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");
        (await client.PostAsync($"/api/pipelines/{name}/pause", null, Cancel)).Dispose();

        using var content = new StringContent(Tests.Definitions.Yaml(name, schedule: "* * * * *"));
        using var answer = await client.PutAsync($"/api/pipelines/{name}", content, Cancel);

        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("paused").GetBoolean());
        await using var catalog = dashboard.Postgres.OpenCatalog();
        Assert.Null(catalog.Pipelines.Single(pipeline => pipeline.Name == name).NextRunAt);
    }

    [Fact]
    public async Task Run_of_a_paused_pipeline_can_be_asked_for_by_hand()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");
        (await client.PostAsync($"/api/pipelines/{name}/pause", null, Cancel)).Dispose();

        using var answer = await client.PostAsync($"/api/pipelines/{name}/runs", null, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Pipeline_that_is_not_there_answers_404(string action)
    {
        using var client = dashboard.CreateClient();

        using var unknown = await client.PostAsync($"/api/pipelines/nobody/{action}", null, Cancel);

        await Problem.AssertAsync(unknown, HttpStatusCode.NotFound);
    }
}
