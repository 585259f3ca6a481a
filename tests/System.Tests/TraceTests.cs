using System.Net;
using EtlAspire.SystemTests.Hosting;
using EtlAspire.SystemTests.People;

namespace EtlAspire.SystemTests;

/// <summary>A run is one trace, from the request to the publishing, with nothing missing.</summary>
public sealed class TraceTests(EtlSystem system)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_one_trace_through_every_stage()
    {
        var run = await system.Client.RunAsync("users", Cancel);

        var trace = await system.Telemetry.WaitForAsync(run.TraceId!, IsComplete, Deadline, Cancel);

        Assert.Empty(trace.Orphans);
        Assert.Equal("POST /api/pipelines/{name}/runs", trace.Root.Name);
        Assert.Equal(["dashboard", "extractor", "loader", "transformer"], trace.Spans.Select(span => span.Resource).Distinct().Order());
        AssertWithin(trace, "extract users", "process extract-slice");
        AssertWithin(trace, "GET", "extract users");
        AssertWithin(trace, "transform users", "process batch-extracted");
        AssertWithin(trace, "load users", "process batch-transformed");
        AssertWithin(trace, Copy(run), "load users");
        AssertWithin(trace, "publish run", "process publish-run");
        foreach (var name in (string[])["extract users", "transform users", "load users", Copy(run), "publish run"])
            Assert.Equal(run.Id.ToString(), trace.Find(name).Attributes["etl.run.id"]);
        Assert.True(await system.Telemetry.HasLogsAsync(run.TraceId!, Deadline, Cancel));
    }

    [Fact]
    public async Task The_way_from_a_run_to_its_trace_needs_no_second_login()
    {
        var run = await system.Client.RunAsync("users", Cancel);
        await system.Telemetry.WaitForAsync(run.TraceId!, IsComplete, Deadline, Cancel);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(system.Client.Http.BaseAddress!, $"/traces/{run.TraceId}"));

        using var stranger = await browser.SendAsync(ask, Cancel);
        using var redirect = await system.AskWithoutRedirectsAsync($"/traces/{run.TraceId}", Cancel);
        using var login = await browser.GetAsync(redirect.Headers.Location, Cancel);
        using var trace = await browser.GetAsync(new Uri(redirect.Headers.Location!, login.Headers.Location!), Cancel);

        Assert.StartsWith("/login", stranger.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, redirect.StatusCode);
        Assert.True(redirect.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", redirect.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal($"/traces/detail/{run.TraceId}", login.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, trace.StatusCode);
        using var missing = await system.AskWithoutRedirectsAsync("/traces/0af7651916cd43dd8448eb211c80319c", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("no longer kept", await missing.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_shows_on_the_span_where_it_happened()
    {
        await system.Client.PutPipelineAsync("traced-failure", """
            name: traced-failure
            source: { type: rest, base_url: "${env:SAMPLE_API}" }
            resources: [{ name: things, path: /faults/status/404, write_disposition: append }]
            destination: { schema: warehouse }
            """, Cancel);
        var run = await system.Client.RequestRunAsync("traced-failure", Cancel);
        run = await system.Client.WaitForEndAsync(run.Id, Deadline, Cancel);

        var trace = await system.Telemetry.WaitForAsync(run.TraceId!, IsComplete, Deadline, Cancel);

        var span = trace.Find("extract things");
        Assert.Equal((true, run.Error!.Message), (span.IsError, span.StatusMessage));
        Assert.Equal("source_not_found", span.Attributes["error.type"]);
    }

    [Fact]
    public async Task Slices_stand_beside_each_other()
    {
        await PeoplePipeline.PutAsync(system, 400_000, Cancel);
        var run = await system.Client.RunAsync(PeoplePipeline.Name, Cancel);
        Assert.True(run.Batches.Total > 3, run.ToString());

        var trace = await system.Telemetry.WaitForAsync(run.TraceId!, IsComplete, Deadline, Cancel);

        Assert.Empty(trace.Orphans);
        Assert.InRange(trace.Spans.Max(span => trace.Ancestors(span).Count()), 6, 10);
    }

    [Fact]
    public async Task What_repeats_for_ever_begins_no_traces()
    {
        await system.Client.RunAsync("users", Cancel); // the polling in between has had its time

        var traces = await system.Telemetry.ReadAllAsync(Cancel);
        Assert.NotEmpty(traces);
        Assert.DoesNotContain(traces.SelectMany(trace => trace.Spans),
            span => span is { ParentId: null, Kind: SpanKind.Client or SpanKind.Producer });
    }

    private static bool IsComplete(Trace trace) =>
        trace.Spans.Any(span => span.Name == "process run-finished") && !trace.Orphans.Any();

    private static string Copy(RunView run) => $"COPY etl_staging.{run.Number}_users";

    private static void AssertWithin(Trace trace, string name, string ancestor) =>
        Assert.Contains(ancestor, trace.Ancestors(trace.Find(name)).Select(span => span.Name));
}
