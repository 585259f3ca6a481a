using System.Text.RegularExpressions;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

/// <summary>What a person does first: log in, press Run, watch, and look at what came of it.</summary>
public sealed partial class FirstRunTests(BrowserSession session)
{
    private const float RunTimeout = 60_000;

    [Fact]
    public async Task A_press_on_Run_brings_ten_users_to_look_at()
    {
        await using var visit = await session.OpenAsync();
        var page = visit.Page;

        await page.GotoAsync(BrowserSession.LoginLink);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pipelines", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "users", Exact = true })).ToBeVisibleAsync();
        Assert.DoesNotContain("t=", page.Url, StringComparison.Ordinal);
        await visit.KeepScreenshotAsync("pipelines");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run users" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(RunPage(), new() { Timeout = RunTimeout });
        await page.EvaluateAsync("window.notReloaded = true");
        await Expect(page.Locator("#status")).ToHaveTextAsync("succeeded", new() { Timeout = RunTimeout });
        await Expect(page.Locator("#extracted")).ToHaveTextAsync("10");
        await Expect(page.Locator("#loaded")).ToHaveTextAsync("10");
        await Expect(page.Locator("#quarantined")).ToHaveTextAsync("0");
        await Expect(page.Locator("#filtered")).ToHaveTextAsync("0");
        await Expect(page.GetByText("Balanced: every record is accounted for.")).ToBeVisibleAsync();
        foreach (var stage in (string[])["extract", "transform", "load", "publish"])
            await Expect(page.Locator("#log li").Filter(new() { HasText = $" {stage} " }).First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));
        await visit.KeepScreenshotAsync("run-succeeded");

        await page.GetByRole(AriaRole.Link, new() { Name = "Warehouse", Exact = true }).ClickAsync();
        var table = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "warehouse.users" });
        await Expect(table.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("10");
        await visit.KeepScreenshotAsync("warehouse");

        await table.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByText("10 rows,").First).ToBeVisibleAsync();
        var email = page.GetByRole(AriaRole.Region, new() { Name = "Columns" }).GetByRole(AriaRole.Row)
            .Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = "email", Exact = true }) });
        await Expect(email.GetByRole(AriaRole.Cell)).ToHaveTextAsync(
            ["text", "0", "10", "chaim_mcdermott@dana.io", "telly.hoeger@billy.biz"]);
        await Expect(page.Locator("#chart-canvas canvas")).ToBeVisibleAsync();
        await Expect(page.Locator("#map-canvas canvas")).ToBeVisibleAsync();
        var preview = page.GetByRole(AriaRole.Region, new() { Name = "Preview" }).Locator("tbody tr");
        await Expect(preview).ToHaveCountAsync(10);
        await visit.KeepScreenshotAsync("table-users");
        Assert.Empty(visit.Complaints);

        await preview.Filter(new() { HasText = "Leanne" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("body")).ToContainTextAsync("Sincere@april.biz");
    }

    [Fact]
    public async Task A_run_page_follows_its_run_without_a_reload()
    {
        var cancel = TestContext.Current.CancellationToken;
        await session.System.Client.PutPipelineAsync(
            "watched", Definitions.Of("watched", session.Source.Address, "/held/watched"), cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Run watched" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(RunPage(), new() { Timeout = RunTimeout });
        await page.EvaluateAsync("window.notReloaded = true");
        await Expect(page.Locator("#status")).ToHaveTextAsync("running", new() { Timeout = RunTimeout });
        await Expect(page.Locator("#loaded")).ToHaveTextAsync("0");
        var lines = await page.Locator("#log li").CountAsync();
        session.Source.Release("watched");

        await Expect(page.Locator("#status")).ToHaveTextAsync("succeeded", new() { Timeout = RunTimeout });
        await Expect(page.Locator("#loaded")).ToHaveTextAsync("3");
        await Expect(page.Locator("#log li").Nth(lines)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "browser.watched" })).ToBeVisibleAsync();
        await Expect(page.Locator("#cancel")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded === true"));
        Assert.Empty(visit.Complaints);
    }

    [GeneratedRegex("/runs/[0-9a-f-]{36}$")]
    private static partial Regex RunPage();
}
