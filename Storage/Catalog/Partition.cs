namespace EtlAspire.Storage.Catalog;

/// <summary>A part of a run's source that is read slice after slice, with the place to go on from.</summary>
public sealed class Partition
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The partition's number within the run, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The resource it reads.</summary>
    public required string Resource { get; init; }

    /// <summary>The next slice to read, from 0. A slice is committed by moving this on, which one worker wins.</summary>
    public int Slice { get; set; }

    /// <summary>The source's checkpoint before that slice, JSON of the source's own; null at the beginning.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>Whether it is read to its end.</summary>
    public bool Completed { get; set; }

    /// <summary>When a slice was last committed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
