using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace EtlAspire.Dashboard.Tests.Api;

/// <summary>Who stores over something has seen it, if they say what they saw.</summary>
[Collection(DashboardTests.Name)]
public sealed class PipelineConditionTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Version_is_the_entity_tag_of_what_is_read_and_stored()
    {
        using var client = dashboard.CreateClient();
        var name = Tests.Definitions.NewName();

        using var first = await PutAsync(client, name, "First");
        using var found = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        using var second = await PutAsync(client, name, "Second", ifMatch: "\"1\"");
        using var same = await PutAsync(client, name, "Second");

        Assert.Equal("\"1\"", first.Headers.ETag?.ToString());
        Assert.Equal("\"1\"", found.Headers.ETag?.ToString());
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("\"2\"", second.Headers.ETag?.ToString());
        Assert.Equal("\"2\"", same.Headers.ETag?.ToString());
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("\"3\", \"1\"")]
    [InlineData("W/\"2\"")]
    [InlineData("\"two\"")]
    public async Task Another_version_than_the_current_one_answers_412_with_the_current_one(string ifMatch)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();
        (await PutAsync(client, name, "Theirs")).Dispose();

        using var answer = await PutAsync(client, name, "Mine", ifMatch);

        var problem = await Problem.AssertAsync(answer, HttpStatusCode.PreconditionFailed);
        Assert.Equal(2, problem.GetProperty("version").GetInt32());
        Assert.Equal(Tests.Definitions.Yaml(name, "Theirs"), problem.GetProperty("yaml").GetString());
        Assert.Equal("\"2\"", answer.Headers.ETag?.ToString());
        Assert.Equal("Theirs", await DescriptionAsync(client, name));
    }

    [Fact]
    public async Task Two_who_store_over_the_same_version_at_once_do_not_both_win()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => PutAsync(client, name, $"Text {index}", "\"1\"")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        using var found = await client.GetAsync($"/api/pipelines/{name}", Cancel);
        Assert.Equal("\"2\"", found.Headers.ETag?.ToString());
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Star_asks_that_there_is_one_or_that_there_is_none()
    {
        using var client = dashboard.CreateClient();
        var name = Tests.Definitions.NewName();

        using var missing = await PutAsync(client, name, "First", ifMatch: "*");
        using var created = await PutAsync(client, name, "First", ifNoneMatch: "*");
        using var taken = await PutAsync(client, name, "Second", ifNoneMatch: "*");
        using var changed = await PutAsync(client, name, "Third", ifMatch: "*");

        Assert.DoesNotContain("version", (await Problem.AssertAsync(missing, HttpStatusCode.PreconditionFailed)).EnumerateObject().Select(member => member.Name));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(1, (await Problem.AssertAsync(taken, HttpStatusCode.PreconditionFailed)).GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("Third", await DescriptionAsync(client, name));
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("\"1", null)]
    [InlineData(null, "\"1\"")]
    [InlineData("*", "*")]
    public async Task Condition_that_is_not_understood_protects_nothing_and_is_refused(string? ifMatch, string? ifNoneMatch)
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await PutAsync(client, name, "Mine", ifMatch, ifNoneMatch);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal("For a test", await DescriptionAsync(client, name));
    }

    [Fact]
    public async Task Mistakes_are_told_before_the_version_is_looked_at()
    {
        using var client = dashboard.CreateClient();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await PutAsync(client, name, "x\nwrong: 1", "\"7\"");

        await Problem.AssertAsync(answer, HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<HttpResponseMessage> PutAsync(
        HttpClient client, string name, string description, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/pipelines/{name}")
        {
            Content = new StringContent(Tests.Definitions.Yaml(name, description), Encoding.UTF8, "application/yaml"),
        };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<string?> DescriptionAsync(HttpClient client, string name) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/pipelines/{name}", Cancel)).GetProperty("description").GetString();
}
