using EtlAspire.Storage.Lake;

namespace EtlAspire.Extractor.Extracting;

/// <summary>What one slice brought.</summary>
/// <param name="Batches">Its batches; none when the source had no record left.</param>
/// <param name="Checkpoint">Where the next slice goes on.</param>
/// <param name="Completed">Whether the partition is read to its end.</param>
internal sealed record ExtractedSlice(IReadOnlyList<ExtractedBatch> Batches, string? Checkpoint, bool Completed);

/// <summary>A batch that lies in the raw layer and waits to be committed.</summary>
/// <param name="File">The raw file; null when no record could be kept.</param>
/// <param name="Records">Records in the raw file.</param>
/// <param name="Rejects">Records that could not be kept.</param>
/// <param name="Shape">The records' shape.</param>
internal sealed record ExtractedBatch(LakeFile? File, long Records, IReadOnlyList<RejectedRecord> Rejects, string Shape);

/// <summary>A record that goes into quarantine.</summary>
/// <param name="Position">Which of all the batch's records it was, from 1.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Record">The record; bytes that are no UTF-8 are shown as U+FFFD.</param>
internal sealed record RejectedRecord(long Position, string Reason, string Record);
