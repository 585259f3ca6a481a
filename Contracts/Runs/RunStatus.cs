namespace EtlAspire.Contracts.Runs;

/// <summary>Where a run is; in the catalog and the API in lower case.</summary>
public enum RunStatus
{
    /// <summary>Waits for its turn: one run of a pipeline at a time.</summary>
    Queued,

    /// <summary>Holds its pipeline's lease.</summary>
    Running,

    /// <summary>Published, with a receipt that balances.</summary>
    Succeeded,

    /// <summary>Gave up; nothing of it was published.</summary>
    Failed,

    /// <summary>Stopped by a person; nothing of it was published.</summary>
    Cancelled,
}
