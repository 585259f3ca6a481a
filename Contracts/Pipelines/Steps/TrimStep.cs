namespace EtlAspire.Contracts.Pipelines;

/// <summary>Takes the white space off both ends of texts.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Columns">The columns, in snake_case.</param>
public sealed record TrimStep(int Line, IReadOnlyList<string> Columns) : StepDefinition(Word, Line)
{
    internal const string Word = "trim";

    internal static TrimStep Read(StepReader step) => new(step.Line, step.Columns());
}
