using Aspire.Dashboard.Pages;
using Aspire.Dashboard.Telemetry;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

public sealed class WaterfallTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Children_stand_below_their_parent_by_time()
    {
        var rows = Rows(Span("a", null, 0), Span("b", "a", 1), Span("c", "b", 2), Span("d", "a", 3));

        Assert.Equal([("a", 0), ("b", 1), ("c", 2), ("d", 1)], rows.Select(row => (row.Span.SpanId, row.Depth)));
        Assert.Equal(2, rows[0].Children);
        Assert.Equal(300, rows[3].Left, 0.001);
        Assert.Equal(100, rows[3].Length, 0.001);
    }

    [Fact]
    public void An_orphan_hangs_at_the_top_and_says_so() =>
        Assert.Equal([(0, false), (0, true)], Rows(Span("a", null, 0), Span("b", "gone", 1)).Select(row => (row.Depth, row.IsOrphan)));

    [Fact]
    public void Parents_in_a_circle_are_all_shown_once() =>
        Assert.Equal(["a", "b", "c"], Rows(Span("a", "b", 0), Span("b", "a", 1), Span("c", "c", 2)).Select(row => row.Span.SpanId).Order());

    [Fact]
    public void Ten_thousand_levels_are_no_trouble() =>
        Assert.Equal(9_999, Rows([.. Enumerable.Range(0, 10_000).Select(level => Span($"{level}", level == 0 ? null : $"{level - 1}", level))])[^1].Depth);

    [Fact]
    public void A_clock_that_is_behind_stays_on_the_axis()
    {
        var rows = Rows(Span("a", null, 5), Span("b", "a", 0));

        Assert.All(rows, row => Assert.InRange(row.Left + row.Length, 0, Waterfall.Width));
    }

    private static IReadOnlyList<WaterfallRow> Rows(params Span[] spans) =>
        new Waterfall(new Trace("t", [.. spans.OrderBy(span => span.StartTime)], 0)).Rows;

    // The first span of the usual trace lasts ten seconds.
    private static Span Span(string id, string? parent, int second) => new()
    {
        TraceId = "t",
        SpanId = id,
        ParentSpanId = parent,
        Name = id,
        Resource = new("sender", "", []),
        Scope = new("", ""),
        StartTime = Start.AddSeconds(second),
        Duration = TimeSpan.FromSeconds(parent is null ? 10 : 1),
    };
}
