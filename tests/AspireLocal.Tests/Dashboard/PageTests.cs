using System.Net;
using System.Text.RegularExpressions;
using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

public sealed partial class PageTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    private const string Hostile = "<script>alert('x')</script>\"'&\ud800";
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_gets_in_without_the_token()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = dashboard.App.FrontendUrl };
        foreach (var path in (string[])["/", "/consolelogs", "/structuredlogs", "/traces", "/metrics", "/traces/detail/abc"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        foreach (var path in (string[])["/live/Traces", "/live/resources", "/live/console/loader-abc"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var wrong = await client.GetAsync(new Uri("/login?t=wrong", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Contains("That is not the token", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/traces", "/traces")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    public async Task The_login_leads_on_within_the_dashboard_only(string returnUrl, string expected)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = dashboard.App.FrontendUrl };

        using var answer = await client.GetAsync(
            new Uri($"/login?t={RunningDashboard.Token}&returnUrl={Uri.EscapeDataString(returnUrl)}", UriKind.Relative), Cancel);

        Assert.Equal(expected, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Secrets_are_shown_only_when_asked_for()
    {
        using var client = await dashboard.LogInAsync();
        var page = await client.GetStringAsync(new Uri("/?resource=loader-abc", UriKind.Relative), Cancel);
        Assert.DoesNotContain("hidden-one", page, StringComparison.Ordinal);
        Assert.Contains("Development", page, StringComparison.Ordinal);

        using var without = await client.PostAsync(new Uri("/?handler=Reveal", UriKind.Relative), Form(("resource", "loader-abc"), ("name", "ConnectionStrings__warehouse")), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode); // no antiforgery token
        Assert.Equal("Password=hidden-one", await PostAsync(client, page, "Reveal", ("resource", "loader-abc"), ("name", "ConnectionStrings__warehouse")));
    }

    [Fact]
    public async Task A_command_is_passed_on_and_its_failure_told()
    {
        using var client = await dashboard.LogInAsync();
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancel);

        Assert.Equal("Done.", await PostAsync(client, page, "Command", ("resource", "loader-abc"), ("command", "stop")));
        Assert.Equal("It cannot.", await PostAsync(client, page, "Command", ("resource", "loader-abc"), ("command", "break")));

        Assert.Contains(("loader-abc", "stop"), dashboard.Resources.Executed);
    }

    [Fact]
    public async Task What_senders_write_is_shown_as_text()
    {
        var traceId = Guid.NewGuid().ToString("N");
        var resource = new TelemetryResource(Hostile, "", []);
        var scope = new TelemetryScope(Hostile, "");
        dashboard.Store.Know(resource);
        dashboard.Store.Add([new Span
        {
            TraceId = traceId, SpanId = "0102030405060708", Name = Hostile, Resource = resource, Scope = scope, StartTime = Start, Duration = TimeSpan.FromSeconds(1),
            Status = SpanStatus.Error, StatusMessage = Hostile, Attributes = [new(Hostile, Hostile)], Events = [new(Hostile, Start, [new(Hostile, Hostile)])],
        }]);
        dashboard.Store.Add([new LogEntry { Resource = resource, Scope = scope, Time = Start, Level = LogLevel.Error, Message = Hostile, TraceId = traceId, Attributes = [new(Hostile, Hostile)] }]);
        dashboard.Store.Add(new Instrument(resource, scope, Hostile, Hostile, Hostile, InstrumentKind.Gauge), [new(Hostile, Hostile)], new MetricPoint(TimeProvider.System.GetUtcNow(), 1), isDelta: false);
        using var client = await dashboard.LogInAsync();

        foreach (var path in (string[])["/traces", $"/traces/detail/{traceId}?spanId=0102030405060708", "/structuredlogs", $"/structuredlogs?text={Uri.EscapeDataString("<script>alert")}", "/metrics",
            $"/metrics?meter={Uri.EscapeDataString("<script>")}", "/traces/detail/%3Cscript%3Ealert(1)%3C%2Fscript%3E"])
        {
            var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_console_is_streamed_as_safe_html_in_colour()
    {
        using var client = await dashboard.LogInAsync();
        using var stream = new StreamReader(await client.GetStreamAsync(new Uri("/live/console/loader-abc", UriKind.Relative), Cancel));
        var text = "";
        while (!text.Contains("line stderr", StringComparison.Ordinal))
            text += await stream.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Contains("<span class=\"fg2\">info</span>: started", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_told_at_once_to_look_for_what_came_since_it_was_made()
    {
        using var client = await dashboard.LogInAsync();
        using var stream = new StreamReader(await client.GetStreamAsync(new Uri("/live/Traces", UriKind.Relative), Cancel)
            .WaitAsync(TimeSpan.FromSeconds(20), Cancel));

        Assert.Equal("data: changed", await stream.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancel));
    }

    [Fact]
    public async Task Programs_read_traces_with_the_key()
    {
        using var client = new HttpClient { BaseAddress = dashboard.App.FrontendUrl };
        using var without = await client.GetAsync(new Uri("/api/telemetry/resources", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);

        client.DefaultRequestHeaders.Add("x-api-key", RunningDashboard.Key);
        Assert.StartsWith("[", await client.GetStringAsync(new Uri("/api/telemetry/resources", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(HttpClient client, string page, string handler, params (string Name, string Value)[] values)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/?handler={handler}") { Content = Form(values) };
        request.Headers.Add("RequestVerificationToken", Token().Match(page).Groups[1].Value);
        using var answer = await client.SendAsync(request, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
