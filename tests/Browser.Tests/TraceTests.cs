using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EtlAspire.BrowserTests;

/// <summary>From a press on Run to the run's trace in Aspire's own dashboard. Its pictures are those of README and docs.</summary>
public sealed class TraceTests(BrowserSession session)
{
    // Aspire's page comes from a server that has just started, and draws itself over a connection.
    private const float Patience = 60_000;

    // The picture is of a system that has run before: the first run shows how long code takes to compile.
    private const int WarmUps = 5;
    private const int WholeTrace = 1_220;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_leads_to_its_trace_in_Aspires_dashboard_without_a_second_login()
    {
        for (var times = 0; times < WarmUps; times++)
            await session.System.Client.RunAsync("users", Cancel);
        var run = await session.System.Client.RunAsync("users", Cancel);
        await session.System.Telemetry.WaitForAsync(run.TraceId!,
            trace => trace.Spans.Any(span => span.Name == "process run-finished"), TimeSpan.FromSeconds(30), Cancel);
        await using var visit = await session.LogInAsync();
        var page = visit.Page;
        await page.GotoAsync($"/runs/{run.Id}");

        await page.SetViewportSizeAsync(1280, WholeTrace);
        await page.Locator("#trace").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(session.System.TracesAddress, $"/traces/detail/{run.TraceId}").ToString(),
            new() { Timeout = Patience });
        foreach (var work in (string[])["extract users", "transform users", "load users", "publish run"])
            await Expect(page.GetByText(work).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await visit.KeepScreenshotAsync("trace");

        await page.SetViewportSizeAsync(1280, 600);
        await page.GotoAsync(new Uri(session.System.TracesAddress, "/").ToString());
        foreach (var resource in (string[])["dashboard", "extractor", "transformer", "loader", "messaging", "postgres"])
            await Expect(page.GetByText(resource, new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await visit.KeepScreenshotAsync("resources");
    }

    [Fact]
    public async Task A_trace_that_is_gone_is_said_to_be()
    {
        await using var visit = await session.LogInAsync();

        await visit.Page.GotoAsync("/traces/0af7651916cd43dd8448eb211c80319c");

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This trace cannot be shown");
        await Expect(visit.Page.GetByText("no longer kept")).ToBeVisibleAsync();
        await visit.KeepScreenshotAsync("trace-gone");
    }
}
