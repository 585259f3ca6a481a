namespace EtlAspire.Contracts.Messages;

/// <summary>A batch lies in the typed layer and in the catalog, and waits for a Loader.</summary>
/// <param name="RunId">The run's id in the catalog.</param>
/// <param name="BatchNumber">The batch's number within the run, from 1.</param>
public sealed record BatchTransformed(Guid RunId, int BatchNumber) : IBatchMessage;
