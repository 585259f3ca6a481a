using Aspire.Dashboard.Telemetry;
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

        Assert.Empty(Orphans(trace));
        Assert.Equal("POST /api/pipelines/{name}/runs", Assert.Single(trace.Spans, span => span.ParentSpanId is null).Name);
        Assert.Equal(["dashboard", "extractor", "loader", "transformer"], trace.Spans.Select(span => span.Resource.Name).Distinct().Order());
        AssertWithin(trace, "extract users", "extract-slice process");
        AssertWithin(trace, "GET", "extract users");
        AssertWithin(trace, "transform users", "batch-extracted process");
        AssertWithin(trace, "load users", "batch-transformed process");
        AssertWithin(trace, Copy(run), "load users");
        AssertWithin(trace, "publish run", "publish-run process");
        foreach (var name in (string[])["extract users", "transform users", "load users", Copy(run), "publish run"])
            Assert.Contains(new TelemetryAttribute("etl.run.id", run.Id.ToString()), Find(trace, name).Attributes);
        Assert.NotEmpty(await system.Telemetry.WaitForLogsAsync(run.TraceId!, Deadline, Cancel));
    }

    [Fact]
    public async Task A_failure_shows_on_the_span_where_it_happened()
    {
        await system.Client.PutPipelineAsync("traced-failure", """
            name: traced-failure
            source: { type: rest, base_url: "${env:SAMPLE_API}" }
            resources: [{ name: things, path: /faults/status/404 }]
            destination: { schema: warehouse }
            """, Cancel);
        var run = await system.Client.RequestRunAsync("traced-failure", Cancel);
        run = await system.Client.WaitForEndAsync(run.Id, Deadline, Cancel);

        var trace = await system.Telemetry.WaitForAsync(run.TraceId!, IsComplete, Deadline, Cancel);

        var span = Find(trace, "extract things");
        Assert.Equal((SpanStatus.Error, run.Error!.Message), (span.Status, span.StatusMessage));
        Assert.Contains(new TelemetryAttribute("error.type", "source_not_found"), span.Attributes);
    }

    [Fact]
    public async Task Slices_stand_beside_each_other()
    {
        await PeoplePipeline.PutAsync(system, 400_000, Cancel);
        var run = await system.Client.RunAsync(PeoplePipeline.Name, Cancel);
        Assert.True(run.Batches.Total > 3, run.ToString());

        var trace = await system.Telemetry.WaitForAsync(run.TraceId!, IsComplete, Deadline, Cancel);

        Assert.Empty(Orphans(trace));
        Assert.Equal(0, trace.LeftOut);
        Assert.InRange(trace.Spans.Max(span => Depth(trace, span)), 10, 30);
    }

    [Fact]
    public async Task What_repeats_for_ever_begins_no_traces()
    {
        await system.Client.RunAsync("users", Cancel); // the polling in between has had its time

        Assert.Empty(system.Telemetry.Housekeeping());
    }

    private static bool IsComplete(Trace trace) =>
        trace.Spans.Any(span => span.Name == "run-finished receive") && !Orphans(trace).Any();

    private static IEnumerable<Span> Orphans(Trace trace)
    {
        var ids = trace.Spans.Select(span => span.SpanId).ToHashSet();
        return trace.Spans.Where(span => span.ParentSpanId is { } parent && !ids.Contains(parent));
    }

    private static string Copy(RunView run) => $"COPY etl_staging.{run.Number}_users";

    private static Span Find(Trace trace, string name) => trace.Spans.First(span => span.Name == name);

    private static void AssertWithin(Trace trace, string name, string ancestor) =>
        Assert.Contains(ancestor, Ancestors(trace, Find(trace, name)).Select(span => span.Name));

    private static int Depth(Trace trace, Span span) => Ancestors(trace, span).Count();

    private static IEnumerable<Span> Ancestors(Trace trace, Span span)
    {
        var byId = trace.Spans.ToDictionary(candidate => candidate.SpanId);
        while (span.ParentSpanId is { } parent && byId.TryGetValue(parent, out var next))
            yield return span = next;
    }
}
