namespace EtlAspire.Contracts.Pipelines;

/// <summary>Gives columns a type. A value that does not fit rejects its record.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Columns">The type of each column, in the order of the definition.</param>
public sealed record CastStep(int Line, IReadOnlyDictionary<string, CastType> Columns) : StepDefinition(Word, Line)
{
    internal const string Word = "cast";

    internal static CastStep Read(StepReader step)
    {
        var types = new OrderedDictionary<string, CastType>();
        foreach (var (column, value) in step.ByColumn("{ price: numeric }"))
        {
            if (CastType.Read(value, step.Errors) is { } type)
                types.Add(column, type);
        }

        return new CastStep(step.Line, types);
    }
}
