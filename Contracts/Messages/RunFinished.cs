namespace EtlAspire.Contracts.Messages;

/// <summary>A run has ended, well or not: its pipeline is free for the next one.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
public sealed record RunFinished(Guid RunId) : IRunMessage;
