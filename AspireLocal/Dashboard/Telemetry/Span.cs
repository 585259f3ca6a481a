namespace Aspire.Dashboard.Telemetry;

/// <summary>A finished span. Ids are lowercase hex.</summary>
internal sealed record Span
{
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    /// <summary>Null where it begins its trace.</summary>
    public string? ParentSpanId { get; init; }

    public required TelemetryResource Resource { get; init; }

    public required TelemetryScope Scope { get; init; }

    public required string Name { get; init; }

    public SpanKind Kind { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    public required TimeSpan Duration { get; init; }

    public SpanStatus Status { get; init; }

    public string StatusMessage { get; init; } = "";

    public IReadOnlyList<TelemetryAttribute> Attributes { get; init; } = [];

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    /// <summary>How many attributes, events and links were left out, by the sender or for want of room here.</summary>
    public int LeftOut { get; init; }
}

internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

internal enum SpanStatus
{
    Unset,
    Ok,
    Error,
}

internal sealed record SpanEvent(string Name, DateTimeOffset Time, IReadOnlyList<TelemetryAttribute> Attributes);

internal sealed record SpanLink(string TraceId, string SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
