namespace EtlAspire.Storage.Lake;

/// <summary>A layer of the lake.</summary>
public enum LakeLayer
{
    /// <summary>Records as they came, a line each: <c>.ndjson.zst</c>.</summary>
    Raw,

    /// <summary>Rows with types: <c>.parquet</c>.</summary>
    Typed,
}
