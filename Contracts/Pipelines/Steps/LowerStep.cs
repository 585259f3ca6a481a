namespace EtlAspire.Contracts.Pipelines;

/// <summary>Puts texts into lower case.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Columns">The columns, in snake_case.</param>
public sealed record LowerStep(int Line, IReadOnlyList<string> Columns) : StepDefinition(Word, Line)
{
    internal const string Word = "lower";

    internal static LowerStep Read(StepReader step) => new(step.Line, step.Columns());
}
