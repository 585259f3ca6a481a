namespace EtlAspire.Contracts.Runs;

/// <summary>A permanent failure: trying again cannot help, the run is to be failed with <see cref="Error"/>.</summary>
public sealed class RunFailedException : Exception
{
    /// <summary>Makes one for an error.</summary>
    public RunFailedException(RunError error, Exception? innerException = null)
        : base(error.Message, innerException) => Error = error;

    /// <summary>What the run is failed with.</summary>
    public RunError Error { get; }
}
