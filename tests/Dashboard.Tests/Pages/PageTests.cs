using System.Net;
using System.Text.RegularExpressions;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Tests.Pages;

[Collection(DashboardTests.Name)]
public sealed partial class PageTests(DashboardFixture dashboard)
{
    private const string Hostile = "<script>alert('x')</script>\"&";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_button_asks_for_a_run_and_leads_to_its_page()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        using var browser = await LogInAsync();
        var token = FormToken(await ReadAsync(browser, "/"));
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);

        using var answer = await browser.PostAsync($"/?handler=Run&name={pipeline}", form, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await ReadAsync(browser, answer.Headers.Location!.OriginalString);
        Assert.Contains($"of {pipeline}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("status-queued", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        using var browser = await LogInAsync();

        using var answer = await browser.PostAsync($"/?handler=Run&name={pipeline}", null, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This could not be done", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_users_are_shown_and_never_markup()
    {
        var run = await dashboard.Postgres.AddRunAsync(
            await dashboard.Postgres.AddPipelineAsync(),
            RunStatus.Failed,
            error: new RunError(Stage.Extract, Hostile, Hostile, Hostile));
        await dashboard.Postgres.AddLineAsync(run.Id, Hostile);
        await dashboard.Postgres.AddAsync(
            CatalogSeed.NewBatch(run.Id, 1, transformed: true),
            new QuarantinedRecord
            {
                RunId = run.Id,
                BatchNumber = 1,
                Resource = Hostile,
                Stage = Stage.Extract,
                Reason = Hostile,
                Position = 1,
                Record = Hostile,
            });
        using var browser = await LogInAsync();

        string[] pages =
        [
            await ReadAsync(browser, $"/runs/{run.Id}"),
            await ReadAsync(browser, $"/runs/{run.Id}?handler=Live"),
            await ReadAsync(browser, $"/runs/{run.Id}/rejects"),
        ];

        Assert.All(pages, page => Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains("&lt;script&gt;alert", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_offers_retry_and_replay_while_its_files_are_there_and_says_when_they_went(bool gone)
    {
        var run = await dashboard.Postgres.AddRunAsync(
            await dashboard.Postgres.AddPipelineAsync(),
            RunStatus.Failed,
            error: new RunError(Stage.Load, "broken", "It broke.", "Mend it."));
        await dashboard.Postgres.AddPartitionAsync(run.Id, completed: true);
        if (gone)
            await dashboard.Postgres.RemoveFilesAsync(run.Id, new(2026, 3, 4, 23, 59, 0, TimeSpan.Zero));
        using var browser = await LogInAsync();

        var page = await ReadAsync(browser, $"/runs/{run.Id}");

        Assert.Equal(!gone, page.Contains("id=\"retry\"", StringComparison.Ordinal));
        Assert.Equal(!gone, page.Contains("id=\"replay\"", StringComparison.Ordinal));
        Assert.Equal(gone, page.Contains("files of this run were removed", StringComparison.Ordinal));
        Assert.Equal(gone, page.Contains("2026-03-04 23:59:00 UTC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Editor_shows_errors_with_their_place_and_keeps_the_text()
    {
        var pipeline = await dashboard.Postgres.AddPipelineAsync();
        using var browser = await LogInAsync();
        var token = FormToken(await ReadAsync(browser, $"/pipelines/{pipeline}"));
        using var form = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("Yaml", $"name: {pipeline}\r\nwrong: {Hostile}\r\n")]);

        using var answer = await browser.PostAsync($"/pipelines/{pipeline}?handler=Save", form, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Line 2, column 1", page, StringComparison.Ordinal);
        Assert.Contains("wrong: &lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_pipeline_is_stored_under_the_name_in_its_definition()
    {
        var name = Tests.Definitions.NewName();
        using var browser = await LogInAsync();
        var token = FormToken(await ReadAsync(browser, "/new-pipeline"));
        using var form = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("Yaml", Tests.Definitions.Yaml(name))]);

        using var answer = await browser.PostAsync("/new-pipeline", form, Cancel);

        Assert.Equal($"/pipelines/{name}", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Failed_run_says_why_and_offers_a_retry()
    {
        var run = await dashboard.Postgres.AddRunAsync(
            await dashboard.Postgres.AddPipelineAsync(),
            RunStatus.Failed,
            error: new RunError(Stage.Extract, "source_unavailable", "The source is away.", "Wait for it."));
        using var browser = await LogInAsync();

        var page = await ReadAsync(browser, $"/runs/{run.Id}");

        Assert.Contains("The source is away.", page, StringComparison.Ordinal);
        Assert.Contains("Wait for it.", page, StringComparison.Ordinal);
        Assert.Contains("id=\"retry\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"cancel\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"replay\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/pipelines/there-is-none")]
    [InlineData("/pipelines/%3Cscript%3E")]
    [InlineData("/runs/00000000-0000-0000-0000-000000000000")]
    [InlineData("/runs/00000000-0000-0000-0000-000000000000/rejects")]
    [InlineData("/warehouse/etl/runs")]
    [InlineData("/warehouse/pg_catalog/pg_authid")]
    [InlineData("/warehouse/%22;drop%20table/x")]
    public async Task Page_that_is_not_there_says_so(string path)
    {
        using var browser = await LogInAsync();

        using var answer = await browser.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/runs?status=failed&pipeline=users")]
    [InlineData("/warehouse")]
    [InlineData("/new-pipeline")]
    public async Task Pages_load_nothing_from_elsewhere_and_hold_no_inline_script(string path)
    {
        using var browser = await LogInAsync();

        using var answer = await browser.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(
            "default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotMatch("<script(?![^>]* src=\"/)[^>]*>", page);
        Assert.DoesNotMatch(" (style|onclick|onload)=", page);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormTokenPattern();

    private static string FormToken(string page) => FormTokenPattern().Match(page).Groups[1].Value;

    private static async Task<string> ReadAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<HttpClient> LogInAsync()
    {
        var browser = dashboard.CreateStranger();
        (await browser.GetAsync($"/login?t={Uri.EscapeDataString(DashboardFixture.Token)}", Cancel)).Dispose();
        return browser;
    }
}
