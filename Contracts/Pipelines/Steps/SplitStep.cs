namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// Cuts a text column into others at a separator; the last one takes all that is left. The column itself stays.
/// </summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Column">The column to cut.</param>
/// <param name="Into">The new columns, two or more.</param>
/// <param name="Separator">What to cut at.</param>
public sealed record SplitStep(int Line, string Column, IReadOnlyList<string> Into, string Separator)
    : StepDefinition(Word, Line)
{
    internal const string Word = "split";

    internal static SplitStep? Read(StepReader step)
    {
        var options = step.RequiredOptions("{ column: name, into: [first_name, last_name], separator: \" \" }");
        if (options is null)
            return null;

        var column = options.Required("column") is { } name ? step.Errors.ReadColumn(name, "column") : null;
        var columns = options.Required("into");
        var into = columns is null ? null : step.Errors.ReadColumns(columns, "into");
        var separator = options.RequiredText("separator");
        options.RefuseOtherKeys();
        if (columns is ScalarItem or ListItem { Items.Count: 1 })
            step.Errors.Add(columns, "'split' needs two columns or more in 'into'");

        return column is null || into is null || separator is null
            ? null
            : new SplitStep(step.Line, column, into, separator);
    }
}
