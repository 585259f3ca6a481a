using EtlAspire.SystemTests.Hosting;

namespace EtlAspire.SystemTests;

/// <summary>Which spans a run leaves: those that tell its story, and no more.</summary>
public sealed class SpanTests(EtlSystem system)
{
    private const int MostSpans = 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RunDeadline = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_succeeds_has_a_span_a_request_a_message_and_a_stage()
    {
        var run = await system.Client.RunAsync("users", Cancel);

        var trace = await ReadAsync(run);

        string[] expected =
            [
                $"COPY etl_staging.{run.Number}_users", "GET", "POST /api/pipelines/{name}/runs", "dispatch RunRequested", "extract users",
                "go on with ExtractionCompleted", "go on with PublishRun", "load users", "publish run", "transform users",
                "process batch-extracted", "process batch-transformed", "process extract-slice", "process extraction-completed",
                "process publish-run", "process run-finished", "process run-requested",
            ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Names(trace));
        Assert.InRange(trace.Spans.Count, 1, MostSpans);
    }

    [Fact]
    public async Task A_page_that_is_asked_for_again_shows_each_attempt()
    {
        var run = await RunAsync("spans-flaky", $$"""path: /faults/flaky, params: { fail: 2, key: "{{Guid.NewGuid():N}}" }""");
        Assert.True(run.Status == "succeeded", run.ToString());

        var trace = await ReadAsync(run);

        var pages = trace.Spans.Where(span => span.Name == "GET").ToList();
        Assert.Equal((3, 2), (pages.Count, pages.Count(page => page.IsError)));
        Assert.False(trace.Find("extract things").IsError);
    }

    [Fact]
    public async Task A_run_that_is_retried_shows_both_attempts()
    {
        await system.StopAsync("sampleapi", Cancel);
        RunView run;
        try
        {
            run = await RunAsync("spans-retried", "path: /users");
        }
        finally
        {
            await system.StartAsync("sampleapi", Cancel);
        }

        Assert.Equal("failed", run.Status);
        await system.Client.PostAsync(run.Id, "retry", Cancel);
        run = await system.Client.WaitForRunAsync(run.Id, view => view.Status == "succeeded", RunDeadline, Cancel);

        var trace = await ReadAsync(run, "publish run");

        Assert.Equal([true, false], trace.Spans.Where(span => span.Name == "extract things").Select(span => span.IsError).OrderDescending());
    }

    [Theory]
    [InlineData("extract", "path: /faults/status/404", "extract things")]
    [InlineData("transform", "path: /users, transform: [{ derive: { x: CAST(name AS INTEGER) } }]", "transform things")]
    [InlineData("load", "path: /users, transform: [{ derive: { day: DATE '1970-01-01' - 3000000 } }]", "load things")]
    [InlineData("publish", "path: /users, transform: [{ cast: { name: bigint } }]", "publish run")]
    public async Task A_run_that_fails_shows_where(string stage, string resource, string span)
    {
        var run = await RunAsync($"spans-{stage}", resource);
        Assert.True(run.Error?.Stage == stage, run.ToString());

        var trace = await ReadAsync(run);
        var failure = trace.Find(span);
        Assert.Equal((true, run.Error!.Message, run.Error.Kind), (failure.IsError, failure.StatusMessage, failure.Attributes["error.type"]));
        Assert.Contains("process run-finished", Names(trace));
    }

    private async Task<RunView> RunAsync(string pipeline, string resource)
    {
        await system.Client.PutPipelineAsync(pipeline, $$"""
            name: {{pipeline}}
            max_rejects: 5
            source: { type: rest, base_url: "${env:SAMPLE_API}" }
            resources: [{ name: things, table: {{pipeline.Replace('-', '_')}}, {{resource}}, write_disposition: replace }]
            destination: { schema: spans }
            """, Cancel);
        var run = await system.Client.RequestRunAsync(pipeline, Cancel);
        return await system.Client.WaitForEndAsync(run.Id, RunDeadline, Cancel);
    }

    private Task<Trace> ReadAsync(RunView run, string last = "process run-finished") => system.Telemetry.WaitForAsync(
        run.TraceId!, trace => trace.Spans.Any(span => span.Name == last) && !trace.Orphans.Any(), Deadline, Cancel);

    // Statements stand in a trace only where they were slow, which nobody can foretell.
    private static IEnumerable<string> Names(Trace trace) =>
        trace.Spans.Where(span => span.Scope != "Npgsql").Select(span => span.Name).Order(StringComparer.Ordinal);
}
