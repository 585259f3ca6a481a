using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EtlAspire.Dashboard.Tests.Api;

[Collection(DashboardTests.Name)]
public sealed class PipelineEndpointTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_definition_is_created_and_the_same_text_makes_no_new_version()
    {
        using var client = dashboard.CreateClient();
        var name = Tests.Definitions.NewName();

        using var first = await PutAsync(client, name, Tests.Definitions.Yaml(name));
        using var same = await PutAsync(client, name, Tests.Definitions.Yaml(name));
        using var changed = await PutAsync(client, name, Tests.Definitions.Yaml(name, "Another description"));

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal($"/api/pipelines/{name}", first.Headers.Location!.OriginalString);
        Assert.Equal(1, await VersionAsync(first));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.Equal(1, await VersionAsync(same));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(2, await VersionAsync(changed));
    }

    [Fact]
    public async Task Definitions_stored_at_once_get_versions_one_after_the_other()
    {
        using var client = dashboard.CreateClient();
        var name = Tests.Definitions.NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            index => PutAsync(client, name, Tests.Definitions.Yaml(name, $"Text {index}"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var pipeline = await client.GetFromJsonAsync<JsonElement>($"/api/pipelines/{name}", Cancel);
        Assert.Equal(5, pipeline.GetProperty("version").GetInt32());
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Pipeline_is_given_with_its_definition_and_newest_run()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");
        await dashboard.Postgres.AddRunAsync(name, Contracts.Runs.RunStatus.Failed);
        var newest = await dashboard.Postgres.AddRunAsync(name);

        var pipeline = await client.GetFromJsonAsync<JsonElement>($"/api/pipelines/{name}", Cancel);
        var all = await client.GetFromJsonAsync<JsonElement>("/api/pipelines", Cancel);

        Assert.Equal(
            ["name", "description", "version", "schedule", "paused", "lastRun", "yaml"],
            pipeline.EnumerateObject().Select(property => property.Name));
        Assert.Equal("0 3 * * *", pipeline.GetProperty("schedule").GetString());
        Assert.StartsWith($"name: {name}", pipeline.GetProperty("yaml").GetString(), StringComparison.Ordinal);
        Assert.Equal(newest.Id, pipeline.GetProperty("lastRun").GetProperty("id").GetGuid());
        var listed = all.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        Assert.Equal(
            ["name", "description", "version", "schedule", "paused", "lastRun"],
            listed.EnumerateObject().Select(property => property.Name));
        Assert.Equal(newest.Id, listed.GetProperty("lastRun").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Definition_with_errors_answers_422_with_each_place_and_stores_nothing()
    {
        using var client = dashboard.CreateClient();
        var name = Tests.Definitions.NewName();

        using var answer = await PutAsync(client, name, $"name: {name}\nwrong: 1\n");

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.UnprocessableEntity);
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        Assert.True(errors.Count > 1);
        Assert.All(errors, error => Assert.Equal(
            ["line", "column", "message"], error.EnumerateObject().Select(property => property.Name)));
        Assert.Contains(errors, error => error.GetProperty("line").GetInt32() == 2
            && error.GetProperty("column").GetInt32() == 1);
        using var found = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        await Problem.AssertAsync(found, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Definition_of_another_name_answers_422_at_the_name()
    {
        using var client = dashboard.CreateClient();

        using var answer = await PutAsync(client, "one", "# first\n" + Tests.Definitions.Yaml("other"));

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.UnprocessableEntity);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(2, error.GetProperty("line").GetInt32());
        Assert.Equal(7, error.GetProperty("column").GetInt32());
    }

    [Fact]
    public async Task Definition_over_a_megabyte_answers_413()
    {
        using var client = dashboard.CreateClient();

        using var answer = await PutAsync(client, "large", new string('#', 1024 * 1024 + 1));

        await Problem.AssertAsync(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData(new byte[] { 0x6E, 0xFF, 0xFE }, HttpStatusCode.BadRequest)]
    [InlineData(new byte[] { 0x6E, 0x61, 0x00 }, HttpStatusCode.UnprocessableEntity)]
    [InlineData(new byte[0], HttpStatusCode.UnprocessableEntity)]
    public async Task Definition_that_is_no_text_is_refused(byte[] body, HttpStatusCode expected)
    {
        using var client = dashboard.CreateClient();
        using var content = new ByteArrayContent(body);

        using var answer = await client.PutAsync("/api/pipelines/garbage", content, Cancel);

        await Problem.AssertAsync(answer, expected);
    }

    [Theory]
    [InlineData("there-is-none")]
    [InlineData("%27%3B%20drop%20table%20etl.runs%3B--")]
    [InlineData("%3Cscript%3E")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    public async Task Unknown_and_hostile_names_answer_404(string name)
    {
        using var client = dashboard.CreateClient();

        using var pipeline = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        using var run = await client.PostAsync($"/api/pipelines/{name}/runs", null, Cancel);
        using var runs = await client.GetAsync($"/api/runs?pipeline={name}", Cancel);

        await Problem.AssertAsync(pipeline, HttpStatusCode.NotFound);
        await Problem.AssertAsync(run, HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, runs.StatusCode);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string name, string yaml) =>
        client.PutAsync($"/api/pipelines/{name}", new StringContent(yaml, Encoding.UTF8, "application/yaml"), Cancel);

    private static async Task<int> VersionAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("version").GetInt32();
}
