namespace EtlAspire.Storage.Catalog;

/// <summary>A pipeline and the version of its definition that the next run takes.</summary>
public sealed class Pipeline
{
    /// <summary>The pipeline's name, its key.</summary>
    public required string Name { get; init; }

    /// <summary>The newest version, from 1.</summary>
    public required int Version { get; set; }

    /// <summary>The definition's description.</summary>
    public string? Description { get; set; }

    /// <summary>The definition's cron schedule, UTC.</summary>
    public string? Schedule { get; set; }

    /// <summary>When the schedule asks for the next run; null without a schedule, and while it is paused.</summary>
    public DateTimeOffset? NextRunAt { get; set; }

    /// <summary>Whether its schedule starts no run.</summary>
    public bool Paused { get; set; }

    /// <summary>When it was deleted; null while it is there. Its versions stay, so that none comes twice.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When the newest version was stored.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
