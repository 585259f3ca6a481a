namespace EtlAspire.Dashboard.Control;

/// <summary>How much the lake keeps of runs that have ended; all of it where nothing is set.</summary>
internal sealed class RetentionOptions
{
    /// <summary>How long after a run, or its last replay, has ended; set by <c>ETL_LAKE_MAX_AGE</c>.</summary>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>How many bytes in all; set by <c>ETL_LAKE_MAX_SIZE</c>.</summary>
    public long? MaxBytes { get; set; }
}
