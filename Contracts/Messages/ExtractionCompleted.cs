namespace EtlAspire.Contracts.Messages;

/// <summary>Every partition of a run is read to its end: no batch will follow those in the catalog.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
public sealed record ExtractionCompleted(Guid RunId) : IRunMessage;
