namespace EtlAspire.Contracts.Pipelines;

/// <summary>Gives columns other names.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Columns">The new name of each old one, in the order of the definition.</param>
public sealed record RenameStep(int Line, IReadOnlyDictionary<string, string> Columns) : StepDefinition(Word, Line)
{
    internal const string Word = "rename";

    internal static RenameStep Read(StepReader step)
    {
        var names = new OrderedDictionary<string, string>();
        foreach (var (column, value) in step.ByColumn("{ old_name: new_name }"))
        {
            if (step.Errors.ReadColumn(value, column) is not { } name)
                continue;
            if (names.ContainsValue(name))
                step.Errors.Add(value, $"two columns of 'rename' get the name '{name}'");
            names.Add(column, name);
        }

        return new RenameStep(step.Line, names);
    }
}
