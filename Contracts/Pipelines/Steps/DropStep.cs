namespace EtlAspire.Contracts.Pipelines;

/// <summary>Leaves columns out.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Columns">The columns, in snake_case.</param>
public sealed record DropStep(int Line, IReadOnlyList<string> Columns) : StepDefinition(Word, Line)
{
    internal const string Word = "drop";

    internal static DropStep Read(StepReader step) => new(step.Line, step.Columns());
}
