namespace EtlAspire.Transformer.Steps;

/// <summary>A column that a SELECT computes.</summary>
/// <param name="Column">The column; it takes the place of the one of its name, or comes last.</param>
/// <param name="Sql">How it is computed from the SELECT before.</param>
internal sealed record Computed(Column Column, string Sql)
{
    /// <summary>Whether it is only laid out under its name for the next SELECT, and is still the field that it was.</summary>
    public bool IsLaidOut { get; init; }
}
