namespace EtlAspire.Contracts.Pipelines;

/// <summary>Where a pipeline's tables go.</summary>
/// <param name="Schema">The schema in the warehouse.</param>
public sealed record DestinationDefinition(string Schema);
