using System.Text.RegularExpressions;
using EtlAspire.BrowserTests.Browsing;
using EtlAspire.SystemTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

/// <summary>A run's page offers what its state allows, and nothing else.</summary>
public sealed class RunActionsTests(BrowserSession session)
{
    private const float RunTimeout = 60_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private EtlClient Client => session.System.Client;

    [Fact]
    public async Task An_open_run_can_be_cancelled()
    {
        await Client.PutPipelineAsync("cancelled", Definitions.Of("cancelled", session.Source.Address, "/held/cancelled"), Cancel);
        var run = await Client.RequestRunAsync("cancelled", Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync($"/runs/{run.Id}");
        await Expect(page.Locator("#status")).ToHaveTextAsync("running", new() { Timeout = RunTimeout });
        await ExpectOfferedAsync(page, "Cancel");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(page.Locator("#status")).ToHaveTextAsync("cancelled", new() { Timeout = RunTimeout });
        await ExpectOfferedAsync(page);
        session.Source.Release("cancelled");
    }

    [Fact]
    public async Task A_failed_run_says_why_in_words_and_goes_on_when_retried()
    {
        await Client.PutPipelineAsync("retried", Definitions.Of("retried", session.Source.Address, "/missing/retried"), Cancel);
        var run = await Client.RunAsync("retried", Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync($"/runs/{run.Id}");
        await Expect(page.Locator("#status")).ToHaveTextAsync("failed");
        var problem = page.Locator(".problem");
        await Expect(problem.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Failed while it read the source");
        await Expect(problem).ToContainTextAsync("/missing/retried");
        await Expect(problem).ToContainTextAsync("404");
        await Expect(problem.GetByText("What to do:")).ToBeVisibleAsync();
        await Expect(problem).ToContainTextAsync(run.Error!.Hint);
        await ExpectOfferedAsync(page, "Retry");
        session.Source.Release("retried");

        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(page.Locator("#status")).ToHaveTextAsync("succeeded", new() { Timeout = RunTimeout });
        await Expect(page.Locator("#loaded")).ToHaveTextAsync("3");
        await Expect(problem).ToHaveCountAsync(0);
        await ExpectOfferedAsync(page, "Replay");
    }

    [Fact]
    public async Task A_succeeded_run_can_be_replayed_as_a_new_one()
    {
        var run = await Client.RunAsync("users", Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync($"/runs/{run.Id}");
        await ExpectOfferedAsync(page, "Replay");

        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        await Expect(page).Not.ToHaveURLAsync(new Regex(run.Id.ToString()), new() { Timeout = RunTimeout });
        await Expect(page.Locator("#status")).ToHaveTextAsync("succeeded", new() { Timeout = RunTimeout });
        await Expect(page.Locator(".facts")).ToContainTextAsync("replay");
        await Expect(page.Locator("#loaded")).ToHaveTextAsync("10");
    }

    [Fact]
    public async Task A_replay_that_would_bring_older_records_back_is_asked_about()
    {
        await Client.PutPipelineAsync("superseded", Definitions.OfSamples("superseded", "/users"), Cancel);
        var run = await Client.RunAsync("superseded", Cancel);
        var later = await Client.RunAsync("superseded", Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync($"/runs/{run.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"Run {later.Number} has replaced the table browser.superseded since");
        await visit.KeepScreenshotAsync("replay-superseded");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay all the same" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex(run.Id.ToString()), new() { Timeout = RunTimeout });
        await Expect(page.Locator("#status")).ToHaveTextAsync("succeeded", new() { Timeout = RunTimeout });
    }

    private static async Task ExpectOfferedAsync(IPage page, params string[] names) =>
        await Expect(page.Locator(".actions button")).ToHaveTextAsync(names);
}
