namespace EtlAspire.Contracts.Pipelines;

/// <summary>A definition, or everything that is wrong with it.</summary>
/// <param name="Definition">The definition; null if there are errors.</param>
/// <param name="Errors">All errors, in the order of their positions.</param>
public sealed record PipelineReadResult(PipelineDefinition? Definition, IReadOnlyList<DefinitionError> Errors);
