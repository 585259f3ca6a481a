namespace EtlAspire.Contracts.Batches;

/// <summary>
/// Where a row came from, as its <c>_record</c> column says it in one number: batch × 1,000,000 + position, so that
/// 3000017 reads as the record at position 17 of batch 3.
/// </summary>
/// <param name="BatchNumber">The batch's number within the run, from 1.</param>
/// <param name="Position">The record's line in the batch's raw file, from 1 to <see cref="MaxPosition"/>.</param>
public readonly record struct RecordId(int BatchNumber, int Position)
{
    /// <summary>The largest position, and so the most records of a batch.</summary>
    public const int MaxPosition = Factor - 1;

    /// <summary>What a batch number is multiplied with.</summary>
    public const int Factor = 1_000_000;

    /// <summary>Takes a <c>_record</c> value apart.</summary>
    public static RecordId FromInt64(long value) => new(checked((int)(value / Factor)), (int)(value % Factor));

    /// <summary>The value of the <c>_record</c> column.</summary>
    public long ToInt64() => (long)BatchNumber * Factor + Position;
}
