namespace Aspire.Dashboard.Telemetry;

/// <summary>A trace as far as it has come: a copy that does not change.</summary>
/// <param name="TraceId">Lowercase hex.</param>
/// <param name="Spans">By start time; a span whose parent is not among them hangs at the top.</param>
/// <param name="LeftOut">How many of its spans there was no room for.</param>
internal sealed record Trace(string TraceId, IReadOnlyList<Span> Spans, int LeftOut);

/// <summary>A line in the list of traces.</summary>
internal sealed record TraceSummary
{
    public required string TraceId { get; init; }

    /// <summary>The first span without a parent, or the earliest where that one has not come.</summary>
    public required string Name { get; init; }

    public required string ResourceName { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public required TimeSpan Duration { get; init; }

    public required IReadOnlyList<ResourceSpans> Resources { get; init; }

    public int Spans { get; init; }

    public int Errors { get; init; }
}

/// <summary>How many of a trace's spans a resource sent, and how many of them tell of an error.</summary>
internal sealed record ResourceSpans(string ResourceName, int Spans, int Errors);

/// <param name="Resource">Only traces with a span of this resource.</param>
/// <param name="Text">Only those that have this in a span's name or attribute, whatever its case.</param>
/// <param name="OnlyErrors">Only those with an error.</param>
internal sealed record TraceFilter(string? Resource = null, string? Text = null, bool OnlyErrors = false);
