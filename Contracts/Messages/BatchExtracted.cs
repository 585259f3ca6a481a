namespace EtlAspire.Contracts.Messages;

/// <summary>A batch lies in the raw layer and in the catalog, and waits for a Transformer.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
/// <param name="BatchNumber">The batch's number within the run, from 1.</param>
public sealed record BatchExtracted(Guid RunId, int BatchNumber) : IBatchMessage;
