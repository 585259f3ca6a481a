namespace EtlAspire.Contracts.Messages;

/// <summary>Asks the Extractor to start a queued run, or to pick up one that was interrupted.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
public sealed record RunRequested(Guid RunId) : IRunMessage;
