namespace EtlAspire.Storage.Catalog;

/// <summary>One version of a pipeline's definition, as it was written.</summary>
public sealed class PipelineVersion
{
    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The definition, with its placeholders unresolved.</summary>
    public required string Yaml { get; init; }

    /// <summary>Whether <c>append</c> refuses a primary key that comes twice: not in versions that were stored before it did.</summary>
    public bool ChecksKeys { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
