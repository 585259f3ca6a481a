namespace EtlAspire.Storage.Catalog;

/// <summary>A version of a published table's columns, kept when they change.</summary>
public sealed class TableSchema
{
    /// <summary>The table, as <c>schema.table</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The columns, JSON of <c>TypedColumn[]</c>.</summary>
    public required string Columns { get; init; }

    /// <summary>The run that brought it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
