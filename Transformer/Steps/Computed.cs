namespace EtlAspire.Transformer.Steps;

/// <summary>A column that a SELECT computes.</summary>
/// <param name="Column">The column; it takes the place of the one of its name, or comes last.</param>
/// <param name="Sql">How it is computed from the SELECT before.</param>
internal sealed record Computed(Column Column, string Sql);
