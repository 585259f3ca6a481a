using EtlAspire.Transformer.Expressions;

namespace EtlAspire.Transformer.Steps;

/// <summary>A column that an expression computes.</summary>
/// <param name="Computed">The column, and how it is computed.</param>
/// <param name="Meaning">What the expression means.</param>
internal sealed record Result(Computed Computed, Meaning Meaning);
