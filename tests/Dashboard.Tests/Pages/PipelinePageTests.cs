using System.Net;
using System.Text.RegularExpressions;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Tests.Pages;

[Collection(DashboardTests.Name)]
public sealed partial class PipelinePageTests(DashboardFixture dashboard)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_that_somebody_else_stored_meanwhile_is_shown_beside_what_was_written_and_nothing_is_stored()
    {
        using var browser = await LogInAsync();
        var name = await dashboard.Postgres.AddPipelineAsync();
        await PutAsync(name, Tests.Definitions.Yaml(name, "Theirs"));

        using var answer = await PostAsync(browser, $"/pipelines/{name}?handler=Save", ("Opened", "1"), ("Yaml", Tests.Definitions.Yaml(name, "Mine")));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("somebody else stored version 2", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"other\">description: Theirs</span>", page, StringComparison.Ordinal);
        Assert.Contains($"<span>name: {name}</span>", page, StringComparison.Ordinal);
        Assert.Contains("description: Mine", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Opened\" value=\"2\"", page, StringComparison.Ordinal);
        Assert.Contains("description: Theirs", await ReadAsync(browser, $"/pipelines/{name}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_of_a_mistake_is_still_checked_against_what_the_editor_was_opened_with()
    {
        using var browser = await LogInAsync();
        var name = await dashboard.Postgres.AddPipelineAsync();
        await PutAsync(name, Tests.Definitions.Yaml(name, "Theirs"));

        using var answer = await PostAsync(browser, $"/pipelines/{name}?handler=Save", ("Opened", "1"), ("Yaml", "wrong: 1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("name=\"Opened\" value=\"1\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_written_while_the_pipeline_was_deleted_is_kept_and_can_be_stored_again()
    {
        using var browser = await LogInAsync();
        var name = await dashboard.Postgres.AddPipelineAsync();
        using var client = dashboard.CreateClient();
        (await client.DeleteAsync($"/api/pipelines/{name}?tables=keep", Cancel)).Dispose();

        using var answer = await PostAsync(browser, $"/pipelines/{name}?handler=Save", ("Opened", "1"), ("Yaml", Tests.Definitions.Yaml(name, "Mine")));
        using var again = await PostAsync(browser, $"/pipelines/{name}?handler=Save", ("Opened", "0"), ("Yaml", Tests.Definitions.Yaml(name, "Mine")));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("somebody deleted the pipeline", page, StringComparison.Ordinal);
        Assert.Contains("description: Mine", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Opened\" value=\"0\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Contains("description: Mine", await ReadAsync(browser, $"/pipelines/{name}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_pipeline_of_a_name_that_is_taken_is_refused_with_the_way_to_the_other_one()
    {
        using var browser = await LogInAsync();
        var name = await dashboard.Postgres.AddPipelineAsync();

        using var answer = await PostAsync(browser, "/new-pipeline", ("Yaml", Tests.Definitions.Yaml(name, "Mine")));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains($"href=\"/pipelines/{name}#definition\"", page, StringComparison.Ordinal);
        Assert.Contains("description: Mine", page, StringComparison.Ordinal);
        Assert.DoesNotContain("description: Mine", await ReadAsync(browser, $"/pipelines/{name}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_is_shown_on_the_list_and_the_page_and_can_be_ended_on_both()
    {
        using var browser = await LogInAsync();
        var name = await dashboard.Postgres.AddPipelineAsync("0 3 * * *");
        Assert.DoesNotContain("status-paused", await ReadAsync(browser, $"/pipelines/{name}"), StringComparison.Ordinal);

        (await PostAsync(browser, $"/pipelines/{name}?handler=Pause")).Dispose();
        Assert.Contains("status-paused", await ReadAsync(browser, $"/pipelines/{name}"), StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"Resume {name}\"", await ReadAsync(browser, "/"), StringComparison.Ordinal);

        (await PostAsync(browser, $"/?handler=Resume&name={name}")).Dispose();
        Assert.DoesNotContain("status-paused", await ReadAsync(browser, $"/pipelines/{name}"), StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"Pause {name}\"", await ReadAsync(browser, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_names_the_tables_and_asks_what_shall_happen_to_them()
    {
        using var browser = await LogInAsync();
        var (name, run) = await AddPublishedAsync();

        var question = await ReadAsync(browser, $"/pipelines/{name}/delete");
        using var unsaid = await PostAsync(browser, $"/pipelines/{name}/delete");
        using var answer = await PostAsync(browser, $"/pipelines/{name}/delete", ("Tables", "drop"));

        Assert.Contains($"<code>pages.{TableOf(name)}</code>", question, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", question, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain($">{name}<", await ReadAsync(browser, "/"), StringComparison.Ordinal);
        Assert.Contains($"of {name}</h1>", await ReadAsync(browser, $"/runs/{run.Id}"), StringComparison.Ordinal);
        using var gone = await browser.GetAsync($"/pipelines/{name}?version=1", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var page = await gone.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("was deleted", page, StringComparison.Ordinal);
        Assert.Contains($"/runs/{run.Id}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_that_is_refused_leads_to_the_run_in_the_way()
    {
        using var browser = await LogInAsync();
        var (name, _) = await AddPublishedAsync();
        var open = await dashboard.Postgres.AddRunAsync(name);

        using var answer = await PostAsync(browser, $"/pipelines/{name}/delete", ("Tables", "drop"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains($"href=\"/runs/{open.Id}\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormTokenPattern();

    private static string TableOf(string name) => name.Replace('-', '_');

    private static async Task<string> ReadAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var token = FormTokenPattern().Match(await ReadAsync(browser, "/new-pipeline")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await browser.PostAsync(path, form, Cancel);
    }

    private async Task PutAsync(string name, string yaml)
    {
        using var client = dashboard.CreateClient();
        (await client.PutAsync($"/api/pipelines/{name}", new StringContent(yaml), Cancel)).Dispose();
    }

    private async Task<(string Name, Run Run)> AddPublishedAsync()
    {
        var name = await dashboard.Postgres.AddPipelineAsync();
        var run = await dashboard.Postgres.AddRunAsync(name, RunStatus.Succeeded);
        await dashboard.Postgres.AddAsync(new PublishedTable { RunId = run.Id, Name = $"pages.{TableOf(name)}", Rows = 1 });
        await using var command = dashboard.Postgres.Warehouse.CreateCommand(
            $"create schema if not exists pages; create table pages.{TableOf(name)} (_run bigint not null, _record bigint not null)");
        await command.ExecuteNonQueryAsync(Cancel);
        return (name, run);
    }

    private async Task<HttpClient> LogInAsync()
    {
        var browser = dashboard.CreateStranger();
        (await browser.GetAsync($"/login?t={Uri.EscapeDataString(DashboardFixture.Token)}", Cancel)).Dispose();
        return browser;
    }
}
