namespace EtlAspire.Transformer.Steps;

/// <summary>A user's SQL expression, known to be exactly one and to look at nothing but its own row.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Step">The step that it belongs to.</param>
/// <param name="Names">The columns it speaks of, and constants that are named like columns.</param>
internal sealed record Expression(string Text, StepDefinition Step, IReadOnlyList<string> Names)
{
    /// <summary>The expression for use in a SELECT. A comment in it ends with the line.</summary>
    public string Sql => $"({Text}\n)";

    /// <summary>Whether it speaks of a column.</summary>
    public bool Mentions(string column) => Names.Contains(column, StringComparer.OrdinalIgnoreCase);
}
