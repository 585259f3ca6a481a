namespace EtlAspire.Extractor.Extracting;

/// <summary>What one slice brought.</summary>
/// <param name="Batches">Its batches; none when the source had no record left.</param>
/// <param name="Checkpoint">Where the next slice goes on.</param>
/// <param name="Completed">Whether the partition is read to its end.</param>
internal sealed record ExtractedSlice(IReadOnlyList<ExtractedBatch> Batches, string? Checkpoint, bool Completed);
