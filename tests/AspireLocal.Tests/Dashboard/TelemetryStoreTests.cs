using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

public sealed class TelemetryStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TelemetryResource Sender = new("sender", "", []);
    private static readonly TelemetryScope Scope = new("scope", "");

    [Fact]
    public void Oldest_traces_leave_first()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxTraces = 2 });

        store.Add([Span("a", "1"), Span("b", "1"), Span("c", "1")]);

        Assert.Null(store.FindTrace("a"));
        Assert.Equal(["b", "c"], store.FindTraces(new TraceFilter(), 10).Traces.Select(trace => trace.TraceId).Order());
    }

    [Fact]
    public void Large_spans_leave_by_their_size()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxSpanBytes = 5_000 });

        store.Add([Span("a", "1", new string('x', 1_000)), Span("b", "1", new string('x', 1_000)), Span("c", "1", new string('x', 1_000))]);

        Assert.Null(store.FindTrace("a"));
        Assert.NotNull(store.FindTrace("c"));
    }

    [Fact]
    public void A_late_span_joins_its_trace_and_one_too_many_is_counted()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxSpansOfTrace = 2 });
        store.Add([Span("a", "2")]);

        store.Add([Span("a", "1") with { StartTime = Start - TimeSpan.FromSeconds(1) }]);
        store.Add([Span("a", "3")]);

        var trace = store.FindTrace("a")!;
        Assert.Equal(["1", "2"], trace.Spans.Select(span => span.SpanId));
        Assert.Equal(1, trace.LeftOut);
        Assert.Equal(3, store.FindTraces(new TraceFilter(), 1).Traces[0].Spans);
    }

    [Fact]
    public void Oldest_logs_leave_first_by_number_and_by_size()
    {
        var few = new TelemetryStore(new TelemetryLimits { MaxLogs = 2 });
        var small = new TelemetryStore(new TelemetryLimits { MaxLogBytes = 5_000 });

        few.Add([Log("1"), Log("2"), Log("3")]);
        small.Add([Log(new string('1', 1_500)), Log(new string('2', 1_500))]);

        Assert.Equal(["3", "2"], few.FindLogs(new LogFilter(), 10).Logs.Select(log => log.Message));
        Assert.Equal('2', Assert.Single(small.FindLogs(new LogFilter(), 10).Logs).Message[0]);
    }

    [Fact]
    public void Points_are_thinned_out_and_the_oldest_leave()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxPoints = 3, PointInterval = TimeSpan.FromSeconds(5) });
        for (var second = 0; second < 60; second++)
            store.Add(Rows, [], new MetricPoint(Start.AddSeconds(second), second), isDelta: false);

        var points = store.FindSeries("sender", "scope", "rows", DateTimeOffset.MinValue)[0].Points;

        Assert.Equal(3, points.Count);
        Assert.Equal(59, points[^1].Value);
        Assert.True(points[1].Time - points[0].Time >= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Deltas_add_up_and_series_have_a_limit()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxSeries = 1 });
        store.Add(Rows, [], new MetricPoint(Start, 2), isDelta: true);

        Assert.True(store.Add(Rows, [], new MetricPoint(Start.AddSeconds(1), 3), isDelta: true));
        Assert.False(store.Add(Rows, [new("other", "one")], new MetricPoint(Start, 1), isDelta: true));

        Assert.Equal(5, store.FindSeries("sender", "scope", "rows", DateTimeOffset.MinValue)[0].Points[^1].Value);
    }

    [Fact]
    public async Task Whoever_waits_is_woken()
    {
        var store = new TelemetryStore(new TelemetryLimits());
        var waiting = store.WaitForChangeAsync(TelemetryKind.Logs, store.VersionOf(TelemetryKind.Logs), TestContext.Current.CancellationToken);

        store.Add([Log("1")]);

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_full_store_stays_within_300_MB_and_lists_at_once()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new TelemetryStore(new TelemetryLimits());
        for (var trace = 0; trace < 10_000; trace++)
            store.Add([.. Enumerable.Range(0, 20).Select(span => Span($"trace-{trace}", $"{trace}-{span}", $"select {span} from {trace}"))]);
        for (var log = 0; log < 50_000; log++)
            store.Add([Log($"Batch {log} of a run was loaded into its table: a line of the usual length")]);

        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(memory < 300_000_000, $"{memory:N0} bytes");
        Assert.Equal(50_000, store.FindLogs(new LogFilter(Text: "table"), 100).Total);
        Assert.True(store.FindTraces(new TraceFilter(Text: "select"), 100).Total > 1_000);
        GC.KeepAlive(store);
    }

    private static Instrument Rows => new(Sender, Scope, "rows", "", "", InstrumentKind.Sum);

    private static Span Span(string traceId, string spanId, string value = "") => new()
    {
        TraceId = traceId,
        SpanId = spanId,
        Resource = Sender,
        Scope = Scope,
        Name = "span",
        StartTime = Start,
        Duration = TimeSpan.FromSeconds(1),
        Attributes = [new("db.query.text", value), new("etl.run.id", traceId)],
    };

    private static LogEntry Log(string message) =>
        new() { Resource = Sender, Scope = Scope, Time = Start, Level = LogLevel.Information, Message = message };
}
