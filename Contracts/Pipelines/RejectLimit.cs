namespace EtlAspire.Contracts.Pipelines;

/// <summary>How many rejected records a run may have: the larger of a share and a number.</summary>
/// <param name="Share">The share of all records, 0 to 1.</param>
/// <param name="Count">The number of records, however few there are in all.</param>
public sealed record RejectLimit(decimal Share, long Count)
{
    /// <summary>10 %, but at least 10: a handful of bad records says little about a small table.</summary>
    public static RejectLimit Default { get; } = new(0.10m, 10);

    /// <summary>Whether a table may lose every record: only where the share says so.</summary>
    public bool AllowsAll => Share >= 1;

    /// <summary>Whether so many rejects among so many records are too many.</summary>
    public bool IsExceeded(long rejected, long records) => rejected > Math.Max(Share * records, Count);
}
