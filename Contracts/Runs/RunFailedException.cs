namespace EtlAspire.Contracts.Runs;

/// <summary>A permanent failure: trying again cannot help, the run is to be failed with <see cref="Error"/>.</summary>
public sealed class RunFailedException(RunError error, Exception? innerException = null) : Exception(error.Message, innerException)
{
    /// <summary>Makes one for an error that is told here.</summary>
    public RunFailedException(Stage stage, string kind, string message, string hint, Exception? innerException = null)
        : this(new RunError(stage, kind, message, hint), innerException)
    {
    }

    /// <summary>What the run is failed with.</summary>
    public RunError Error { get; } = error;
}
