namespace EtlAspire.Extractor.Extracting;

/// <summary>A record that goes into quarantine.</summary>
/// <param name="Position">Which of all the batch's records it was, from 1.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Record">The record; bytes that are no UTF-8 are shown as U+FFFD.</param>
internal sealed record RejectedRecord(long Position, string Reason, string Record);
