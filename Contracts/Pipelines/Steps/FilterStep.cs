namespace EtlAspire.Contracts.Pipelines;

/// <summary>Keeps the rows for which a condition is true.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Condition">A DuckDB SQL expression.</param>
public sealed record FilterStep(int Line, string Condition) : StepDefinition(Word, Line)
{
    internal const string Word = "filter";

    internal static FilterStep? Read(StepReader step) =>
        step.Expression("price > 0") is { } condition ? new FilterStep(step.Line, condition) : null;
}
