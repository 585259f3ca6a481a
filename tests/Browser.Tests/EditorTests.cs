using System.Net;
using System.Text.RegularExpressions;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

public sealed partial class EditorTests(BrowserSession session)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_definition_with_errors_shows_each_at_its_place_and_is_not_stored()
    {
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "New pipeline" }).ClickAsync();

        await page.GetByLabel("Definition (YAML)").FillAsync(Definitions.WithErrors);
        await page.GetByRole(AriaRole.Button, new() { Name = "Store" }).ClickAsync();

        var errors = page.GetByRole(AriaRole.Alert);
        await Expect(errors).ToContainTextAsync("Not stored: 3 errors");
        await Expect(errors.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(
            [new Regex("Line 3, column 1.*shedule"), new Regex("Line 4, column \\d+.*base_url"), new Regex("Line 8, column 24.*replce")]);
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
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = Version2() })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(new Regex("/people"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 1", Exact = true }).ClickAsync();

        await Expect(page.GetByLabel("Definition (YAML)")).ToHaveValueAsync(new Regex("/users"));
        await Expect(page.GetByText("This is version 1.")).ToBeVisibleAsync();
    }

    [GeneratedRegex("^Version 2$")]
    private static partial Regex Version2();
}
