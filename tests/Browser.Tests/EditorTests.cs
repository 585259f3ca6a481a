using System.Net;
using System.Text.RegularExpressions;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

public sealed class EditorTests(BrowserSession session)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_definition_with_errors_shows_each_at_its_place_and_is_not_stored()
    {
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "New pipeline" }).ClickAsync();

        await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.WithErrors);
        await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();

        var errors = page.GetByRole(AriaRole.Alert);
        await Expect(errors).ToContainTextAsync("Not stored: 3 errors");
        await Expect(errors.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(
            [
                new Regex("Line 3, column 1:\\s+.*shedule"), new Regex("Line 4, column 9:\\s+.*base_url"),
                new Regex("Line 8, column 24:\\s+.*replce"),
            ]);
        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(Definitions.WithErrors);
        using var answer = await session.System.Client.Http.GetAsync(new Uri("/api/pipelines/mistaken", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_error_leads_to_its_place_in_the_text()
    {
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/new-pipeline");
        await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.WithErrors);
        await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Line 8, column 24" }).ClickAsync();

        var text = page.GetByLabel("Definition (YAML)");
        await Expect(text).ToBeFocusedAsync();
        Assert.Equal(
            Definitions.WithErrors.IndexOf("replce", StringComparison.Ordinal),
            await text.EvaluateAsync<int>("text => text.selectionStart"));
    }

    [Fact]
    public async Task A_stored_definition_is_the_next_version_and_an_older_one_can_be_brought_back()
    {
        await session.System.Client.PutPipelineAsync("edited", Definitions.OfSamples("edited", "/users"), Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/pipelines/edited");

        await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.OfSamples("edited", "/people"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Store as version" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Version 2", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(new Regex("/people"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 1", Exact = true }).ClickAsync();

        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(new Regex("/users"));
        await Expect(page.GetByText("This is version 1.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_somebody_else_stored_meanwhile_stands_beside_what_was_written_and_may_be_stored_over()
    {
        await session.System.Client.PutPipelineAsync("contested", Definitions.OfSamples("contested", "/users"), Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/pipelines/contested");
        await session.System.Client.PutPipelineAsync("contested", Definitions.OfSamples("contested", "/theirs"), Cancel);
        var mine = Definitions.OfSamples("contested", "/mine");
        var text = page.GetByLabel("Definition (YAML)");

        await text.FillAsync(mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Store as version" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("somebody else stored version 2");
        await Expect(text).ToHaveValueAsync(mine);
        await Expect(page.Locator(".theirs .other")).ToHaveTextAsync([new Regex("Reads /theirs"), new Regex("path: \"/theirs\"")]);
        await visit.KeepScreenshotAsync("editor-conflict");
        await page.GetByRole(AriaRole.Button, new() { Name = "Store yours over version 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Version 3", Exact = true })).ToBeVisibleAsync();
        await Expect(text).ToHaveValueAsync(new Regex("/mine"));
    }

    [Fact]
    public async Task What_somebody_else_stored_meanwhile_may_be_taken_instead()
    {
        await session.System.Client.PutPipelineAsync("yielded", Definitions.OfSamples("yielded", "/users"), Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/pipelines/yielded");
        await session.System.Client.PutPipelineAsync("yielded", Definitions.OfSamples("yielded", "/theirs"), Cancel);
        await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.OfSamples("yielded", "/mine"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Store as version" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Take version 2, drop yours" }).ClickAsync();

        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(new Regex("/theirs"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Store as version 3" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_pipeline_of_a_taken_name_leads_to_the_other_one()
    {
        await session.System.Client.PutPipelineAsync("taken", Definitions.OfSamples("taken", "/users"), Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/new-pipeline");
        await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.OfSamples("taken", "/mine"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("there is a pipeline taken already");
        await visit.KeepScreenshotAsync("new-pipeline-taken");

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit taken" }).ClickAsync();

        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(new Regex("/users"));
    }
}
