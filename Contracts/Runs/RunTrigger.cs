namespace EtlAspire.Contracts.Runs;

/// <summary>What asked for a run; in the catalog and the API in lower case.</summary>
public enum RunTrigger
{
    /// <summary>A person or program, by the page or the API.</summary>
    Manual,

    /// <summary>The pipeline's schedule.</summary>
    Schedule,

    /// <summary>A replay of an earlier run's raw layer.</summary>
    Replay,
}
