using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Tests.Api;

/// <summary>Rules of storing a definition that its text alone cannot tell: whose its tables are, and whether its keys are checked.</summary>
[Collection(DashboardTests.Name)]
public sealed class TableOwnershipTests(DashboardFixture dashboard)
{
    private const string Appending = "write_disposition: append";
    private const string Replacing = "write_disposition: replace";

    private readonly string _schema = $"o{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_of_another_pipeline_is_refused_at_the_resource()
    {
        var owner = await dashboard.Postgres.AddPipelineAsync(schema: _schema);
        var name = Tests.Definitions.NewName();

        using var answer = await PutAsync(name, Tests.Definitions.Yaml(name, schema: _schema));

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.UnprocessableEntity);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((6, 5), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
        Assert.StartsWith($"the table '{_schema}.things' belongs to the pipeline '{owner}'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        using var client = dashboard.CreateClient();
        using var found = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, found.StatusCode);
    }

    [Fact]
    public async Task A_table_is_free_when_its_pipeline_is_deleted_or_writes_another()
    {
        foreach (var leaves in (string[])["delete", "change"])
        {
            var owner = await dashboard.Postgres.AddPipelineAsync(schema: $"{_schema}_{leaves}");
            var name = Tests.Definitions.NewName();
            using var client = dashboard.CreateClient();
            using var left = leaves == "delete"
                ? await client.DeleteAsync($"/api/pipelines/{owner}?tables=keep", Cancel)
                : await PutAsync(owner, Tests.Definitions.Yaml(owner));
            Assert.True(left.IsSuccessStatusCode);

            using var answer = await PutAsync(name, Tests.Definitions.Yaml(name, schema: $"{_schema}_{leaves}"));

            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            if (leaves == "change")
                continue;
            using var back = await PutAsync(owner, Tests.Definitions.Yaml(owner, "Back", schema: $"{_schema}_{leaves}"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, back.StatusCode);
        }
    }

    [Fact]
    public async Task Of_pipelines_that_are_stored_at_once_one_gets_the_table()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            var name = Tests.Definitions.NewName();
            using var answer = await PutAsync(name, Tests.Definitions.Yaml(name, schema: _schema));
            return answer.StatusCode;
        }));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 4)], answers.Order());
    }

    [Theory]
    [InlineData(Appending, true)]
    [InlineData(Replacing, false)]
    public async Task The_same_text_is_a_version_that_checks_keys_where_the_stored_one_does_not(string disposition, bool isNew)
    {
        var name = Tests.Definitions.NewName();
        var yaml = Tests.Definitions.Yaml(name).Replace(Replacing, disposition, StringComparison.Ordinal);
        (await PutAsync(name, yaml)).Dispose();
        await using var catalog = dashboard.Postgres.OpenCatalog();
        Assert.True(await ChecksKeysAsync(1));
        await catalog.Database.ExecuteSqlAsync($"update etl.pipeline_versions set checks_keys = false where pipeline = {name}", Cancel);

        foreach (var _ in (int[])[1, 2])
        {
            using var answer = await PutAsync(name, yaml);

            var pipeline = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
            Assert.Equal((HttpStatusCode.OK, isNew ? 2 : 1), (answer.StatusCode, pipeline.GetProperty("version").GetInt32()));
        }

        Assert.Equal(isNew, await ChecksKeysAsync(isNew ? 2 : 1));

        Task<bool> ChecksKeysAsync(int number) => catalog.PipelineVersions
            .Where(version => version.Pipeline == name && version.Version == number)
            .Select(version => version.ChecksKeys)
            .SingleAsync(Cancel);
    }

    private async Task<HttpResponseMessage> PutAsync(string name, string yaml)
    {
        using var client = dashboard.CreateClient();
        using var content = new StringContent(yaml);
        return await client.PutAsync($"/api/pipelines/{name}", content, Cancel);
    }
}
