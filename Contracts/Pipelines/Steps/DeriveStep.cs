namespace EtlAspire.Contracts.Pipelines;

/// <summary>Computes columns: new ones, or others in the place of those that are there.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Columns">The DuckDB SQL expression of each column, in the order of the definition.</param>
public sealed record DeriveStep(int Line, IReadOnlyDictionary<string, string> Columns) : StepDefinition(Word, Line)
{
    internal const string Word = "derive";

    internal static DeriveStep Read(StepReader step)
    {
        var expressions = new OrderedDictionary<string, string>();
        foreach (var (column, value) in step.ByColumn("{ total: \"price * amount\" }"))
        {
            if (step.Errors.ReadText(value, column, TextRules.Expression) is { } expression)
                expressions.Add(column, expression);
        }

        return new DeriveStep(step.Line, expressions);
    }
}
