namespace EtlAspire.Contracts.Messages;

/// <summary>A message about one batch of a run.</summary>
public interface IBatchMessage : IRunMessage
{
    /// <summary>The batch's number within the run, from 1.</summary>
    int BatchNumber { get; }
}
