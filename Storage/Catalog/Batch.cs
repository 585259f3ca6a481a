namespace EtlAspire.Storage.Catalog;

/// <summary>A batch of a run, from the raw layer to the typed layer. That it is loaded is said by <see cref="LoadedBatch"/>.</summary>
public sealed class Batch
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The batch's number within the run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The resource its records came from.</summary>
    public required string Resource { get; init; }

    /// <summary>The raw file, relative to the lake; null when no record of the batch could be kept there.</summary>
    public string? RawPath { get; init; }

    /// <summary>The raw file's size in bytes, compressed.</summary>
    public long RawBytes { get; init; }

    /// <summary>The raw file's XXH3 (128 bit), hexadecimal.</summary>
    public string? RawChecksum { get; init; }

    /// <summary>Records in the raw file.</summary>
    public required long Records { get; init; }

    /// <summary>Records that the Extractor put into quarantine; they are not in the raw file.</summary>
    public long ExtractRejects { get; init; }

    /// <summary>The records' shape (<c>Shape.ToJson</c>).</summary>
    public required string Shape { get; init; }

    /// <summary>When it was committed to the raw layer.</summary>
    public required DateTimeOffset ExtractedAt { get; init; }

    /// <summary>The typed file, relative to the lake; null until transformed, and when no row is left to load.</summary>
    public string? TypedPath { get; set; }

    /// <summary>The typed file's size in bytes.</summary>
    public long TypedBytes { get; set; }

    /// <summary>The typed file's columns, JSON of <c>TypedColumn[]</c>.</summary>
    public string? Columns { get; set; }

    /// <summary>What steps name and no record of the batch has, JSON of <c>MissingName[]</c>; null until transformed.</summary>
    public string? Missing { get; set; }

    /// <summary>Rows in the typed file.</summary>
    public long Rows { get; set; }

    /// <summary>Records that a <c>filter</c> step left out.</summary>
    public long Filtered { get; set; }

    /// <summary>Records that the Transformer put into quarantine.</summary>
    public long TransformRejects { get; set; }

    /// <summary>When it was committed to the typed layer; null until then.</summary>
    public DateTimeOffset? TransformedAt { get; set; }
}
