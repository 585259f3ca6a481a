using System.Globalization;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>The spans of a trace as rows: each below its parent, with its place on the time axis.</summary>
internal sealed class Waterfall
{
    /// <summary>The axis, in SVG's units.</summary>
    public const double Width = 1000;

    private const double NarrowestBar = 2;

    private readonly ILookup<string, Span> _children;
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private readonly List<WaterfallRow> _rows = [];

    public Waterfall(Trace trace)
    {
        Start = trace.Spans[0].StartTime;
        Duration = trace.Spans.Max(span => span.StartTime + span.Duration) - Start;
        var ids = trace.Spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        _children = trace.Spans
            .Where(span => span.ParentSpanId is { } parent && ids.Contains(parent) && parent != span.SpanId)
            .ToLookup(span => span.ParentSpanId!, StringComparer.Ordinal);
        foreach (var root in trace.Spans.Where(span => span.ParentSpanId is not { } parent || !ids.Contains(parent) || parent == span.SpanId))
            Place(root, isOrphan: root.ParentSpanId is not null);

        // Parents in a circle hang below nobody.
        foreach (var span in trace.Spans.Where(span => !_placed.Contains(span.SpanId)))
            Place(span, isOrphan: true);
    }

    public DateTimeOffset Start { get; }

    public TimeSpan Duration { get; }

    public IReadOnlyList<WaterfallRow> Rows => _rows;

    /// <summary>How deep it goes.</summary>
    public int Depth => _rows.Max(row => row.Depth) + 1;

    private void Place(Span root, bool isOrphan)
    {
        // Not by recursion: a sender may nest as deep as it likes.
        var waiting = new Stack<(Span Span, int Depth)>([(root, 0)]);
        while (waiting.TryPop(out var next))
        {
            if (!_placed.Add(next.Span.SpanId))
                continue;
            var children = _children[next.Span.SpanId].Where(child => !_placed.Contains(child.SpanId)).ToList();
            _rows.Add(new WaterfallRow(next.Span, next.Depth, children.Count, isOrphan && next.Depth == 0, Left(next.Span), Length(next.Span)));
            for (var index = children.Count - 1; index >= 0; index--)
                waiting.Push((children[index], next.Depth + 1));
        }
    }

    private double Left(Span span) => Duration == TimeSpan.Zero ? 0
        : Math.Clamp((span.StartTime - Start) / Duration * Width, 0, Width - NarrowestBar);

    private double Length(Span span) => Duration == TimeSpan.Zero ? Width
        : Math.Clamp(span.Duration / Duration * Width, NarrowestBar, Width - Left(span));
}

/// <param name="Span">The span.</param>
/// <param name="Depth">How many spans it hangs below.</param>
/// <param name="Children">How many hang right below it.</param>
/// <param name="IsOrphan">Whether the parent that it names is not there.</param>
/// <param name="Left">Where its bar begins.</param>
/// <param name="Length">How long its bar is.</param>
internal sealed record WaterfallRow(Span Span, int Depth, int Children, bool IsOrphan, double Left, double Length)
{
    public string X => Left.ToString("0.##", CultureInfo.InvariantCulture);

    public string Width => Length.ToString("0.##", CultureInfo.InvariantCulture);
}
