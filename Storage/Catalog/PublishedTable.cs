namespace EtlAspire.Storage.Catalog;

/// <summary>A table that a run published to.</summary>
public sealed class PublishedTable
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The table, as <c>schema.table</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Rows that the run brought into it.</summary>
    public required long Rows { get; init; }
}
