using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

/// <summary>What a person does with a pipeline besides running and editing it.</summary>
public sealed class PipelineActionsTests(BrowserSession session)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_is_paused_on_the_pipelines_page_and_resumed_on_the_list()
    {
        await session.System.Client.PutPipelineAsync(
            "paused", "schedule: '0 3 * * *'\n" + Definitions.OfSamples("paused", "/users"), Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/pipelines/paused");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator("h1 .status")).ToHaveTextAsync("paused");
        await visit.KeepScreenshotAsync("pipeline-paused");
        await page.GotoAsync("/");
        await visit.KeepScreenshotAsync("pipelines-paused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume paused" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause paused" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_deletion_names_the_tables_wants_an_answer_and_leaves_the_runs()
    {
        await session.System.Client.PutPipelineAsync("deleted", Definitions.OfSamples("deleted", "/users"), Cancel);
        var run = await session.System.Client.RunAsync("deleted", Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/pipelines/deleted");

        await page.GetByRole(AriaRole.Link, new() { Name = "Delete deleted" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group)).ToContainTextAsync("browser.deleted");
        await visit.KeepScreenshotAsync("pipeline-delete");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete deleted" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/delete$")); // the browser asks for an answer first
        await page.GetByLabel("Drop, with all rows").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete deleted" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pipelines" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "deleted", Exact = true })).ToHaveCountAsync(0);
        await page.GotoAsync($"/runs/{run.Id}");
        await Expect(page.Locator("#loaded")).ToHaveTextAsync("10");
        await page.Locator(".crumbs a").Last.ClickAsync();
        await Expect(page.GetByText("This pipeline was deleted")).ToBeVisibleAsync();
        await visit.KeepScreenshotAsync("pipeline-deleted");
    }
}
