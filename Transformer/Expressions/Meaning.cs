namespace EtlAspire.Transformer.Expressions;

/// <summary>What an expression means in the place where it stands.</summary>
/// <param name="Sql">The expression for use in a SELECT.</param>
/// <param name="SqlType">The type of its result, as DuckDB names it.</param>
/// <param name="Kind">What its result is, as far as numbers are concerned.</param>
internal sealed record Meaning(string Sql, string SqlType, ValueKind Kind)
{
    /// <summary>Why a record has no result, as an expression that is null for the others; null where all have one.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the result may be a <see cref="Numerics.NumericFault"/>.</summary>
    public bool MayBeFault { get; init; }

    /// <summary>Whether the result is a numeric.</summary>
    public bool IsNumeric => Kind is ValueKind.Number or ValueKind.Numeric;
}
