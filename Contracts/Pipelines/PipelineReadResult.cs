using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>A definition, or everything that is wrong with it.</summary>
/// <param name="Definition">The definition; null if there are errors.</param>
/// <param name="Errors">All errors, in the order of their positions.</param>
/// <param name="Warnings">The rules that a stored definition breaks because they are younger than it is; in the same order.</param>
public sealed record PipelineReadResult(
    PipelineDefinition? Definition, IReadOnlyList<DefinitionError> Errors, IReadOnlyList<RunWarning> Warnings);
