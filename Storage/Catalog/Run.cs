namespace EtlAspire.Storage.Catalog;

/// <summary>One execution of a pipeline.</summary>
public sealed class Run
{
    /// <summary>The run's id, its name in messages and the API.</summary>
    public required Guid Id { get; init; }

    /// <summary>The run's number, counted over all pipelines; <c>_run</c> in every loaded row.</summary>
    public long Number { get; init; }

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The version of the definition.</summary>
    public required int Version { get; init; }

    /// <summary>The definition as it was when the run was asked for; what happens to the pipeline later does not touch it.</summary>
    public required string Definition { get; init; }

    /// <summary>What asked for it.</summary>
    public required RunTrigger Trigger { get; init; }

    /// <summary>Where it is.</summary>
    public required RunStatus Status { get; set; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it got its pipeline's lease.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The W3C traceparent of the request, so that work taken up later joins the same trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The run whose raw layer this one replays.</summary>
    public Guid? ReplayOf { get; init; }

    /// <summary>How many batches have been extracted; the last one's number.</summary>
    public int BatchCount { get; set; }

    /// <summary>The balance, once published.</summary>
    public Receipt? Receipt { get; set; }

    /// <summary>Why it failed.</summary>
    public RunError? Error { get; set; }

    /// <summary>What may be meant or may be a mistake in it, once published.</summary>
    public IReadOnlyList<RunWarning> Warnings { get; set; } = [];

    /// <summary>When retention decided on the removal of its files in the lake; null while they are there to be read.</summary>
    public DateTimeOffset? LakeRemovedAt { get; set; }

    /// <summary>When the reconciler last sent its messages again.</summary>
    public DateTimeOffset? NudgedAt { get; set; }

    /// <summary>How often the reconciler did so without any progress since.</summary>
    public int Nudges { get; set; }
}
