using Deque.AxeCore.Playwright;
using EtlAspire.BrowserTests.Browsing;
using Microsoft.Playwright;

namespace EtlAspire.BrowserTests;

/// <summary>The pages of the stand-in for Aspire's dashboard, with what a real run has sent there.</summary>
public sealed class TelemetryPagesTests(BrowserSession session)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Dashboard => session.System.Telemetry.FrontendUrl;

    [Theory]
    [InlineData("resources", "/?resource=loader-abcdefgh", "h2")]
    [InlineData("console", "/consolelogs/resource/loader-abcdefgh", "#console .line")]
    [InlineData("structured-logs", "/structuredlogs", "tbody tr")]
    [InlineData("traces", "/traces", "tbody tr")]
    [InlineData("trace", "/traces/detail/{trace}", ".waterfall tbody tr")]
    [InlineData("trace-brief", "/traces/detail/{trace}?brief=true", ".waterfall tbody tr")]
    [InlineData("metrics", "/metrics/resource/loader?meter=EtlAspire.Loader&instrument=etl.load.duration", "polyline, .found")]
    public async Task Nobody_is_shut_out_in_light_or_dark(string name, string path, string content)
    {
        var traceId = await RunAsync();
        await using var visit = await session.OpenAsync();
        await visit.Page.GotoAsync(new Uri(Dashboard, path.Replace("{trace}", traceId, StringComparison.Ordinal)).ToString());
        await visit.Page.Locator(content).First.WaitForAsync();

        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await visit.KeepScreenshotAsync($"telemetry-{name}-{scheme.ToString().ToLowerInvariant()}");
            var result = await visit.Page.RunAxe();
            Assert.Empty(result.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{scheme}: {violation.Id}: {violation.Nodes.First().Html}"));
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_trace_grows_while_one_looks_and_folds_by_keyboard()
    {
        var request = await session.System.Client.RequestRunAsync("users", Cancel);
        await using var visit = await session.OpenAsync();
        await visit.Page.GotoAsync(new Uri(Dashboard, $"/traces/detail/{request.TraceId}").ToString());

        var publish = visit.Page.GetByRole(AriaRole.Link, new() { Name = "publish run" });
        await publish.WaitForAsync();
        // Spans come in any order: the request's may be without those below it for a while, and then has nothing to fold.
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Children of POST /api/pipelines" }).WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "POST /api/pipelines" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await publish.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await publish.WaitForAsync();

        await publish.ClickAsync();
        await visit.Page.GetByText("etl.run.id").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Logs of this span" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Structured logs" }).WaitForAsync();
    }

    [Fact]
    public async Task What_comes_while_the_page_fetches_itself_is_shown_too()
    {
        var (fetched, shown) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var visit = await session.OpenAsync();
        await visit.Page.AddInitScriptAsync("window.EventSource = class { constructor() { window.source = this; } };");
        await visit.Page.RouteAsync("**/traces", async route =>
        {
            var answer = await route.FetchAsync();
            if (route.Request.Headers.ContainsKey("x-live") && fetched.TrySetResult())
                await shown.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await visit.Page.GotoAsync(new Uri(Dashboard, "/traces").ToString());

        await visit.Page.EvaluateAsync("() => { source.onmessage(); }");
        await fetched.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        var traceId = await RunAsync();
        await visit.Page.EvaluateAsync("() => { source.onmessage(); }");
        shown.SetResult();

        await visit.Page.Locator($"a[href*='{traceId}']").First.WaitForAsync();
    }

    [Fact]
    public async Task A_secret_shows_when_asked_for()
    {
        await using var visit = await session.OpenAsync();
        await visit.Page.GotoAsync(new Uri(Dashboard, "/?resource=loader-abcdefgh").ToString());

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show ETL_TOKEN" }).ClickAsync();

        await visit.Page.GetByText("a-secret").WaitForAsync();
    }

    private async Task<string> RunAsync()
    {
        var run = await session.System.Client.RunAsync("users", Cancel);
        await session.System.Telemetry.WaitForAsync(run.TraceId!,
            trace => trace.Spans.Any(span => span.Name == "run-finished receive"), TimeSpan.FromSeconds(30), Cancel);
        return run.TraceId!;
    }
}
