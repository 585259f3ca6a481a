namespace EtlAspire.Storage.Catalog;

/// <summary>A line of a run's <c>pipeline.log</c>.</summary>
public sealed class RunEvent
{
    /// <summary>The row's id. Ids are handed out before they are committed, so a lower one may appear later.</summary>
    public long Id { get; init; }

    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How serious it is.</summary>
    public required EventLevel Level { get; init; }

    /// <summary>The part of the run that says it.</summary>
    public required Stage Stage { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Message { get; init; }
}
