using EtlAspire.Storage.Lake;

namespace EtlAspire.Extractor.Extracting;

/// <summary>A batch that lies in the raw layer and waits to be committed.</summary>
/// <param name="File">The raw file; null when no record could be kept.</param>
/// <param name="Records">Records in the raw file.</param>
/// <param name="Rejects">Records that could not be kept.</param>
/// <param name="Shape">The records' shape.</param>
internal sealed record ExtractedBatch(
    LakeFile? File, long Records, IReadOnlyList<RejectedRecord> Rejects, string Shape);
