namespace EtlAspire.Contracts.Pipelines;

/// <summary>What a definition says after a step's name, if anything, for the step to read.</summary>
internal sealed class StepReader(ScalarItem name, YamlItem? value, ErrorList errors)
{
    public string Name => name.Text;

    public int Line => name.Line;

    public ErrorList Errors => errors;

    /// <summary>The step's options; null if it has none.</summary>
    public MapReader? Options() => value is null ? null : errors.ReadMap(value, Name);

    /// <summary>The step's options; null after saying that they are missing.</summary>
    public MapReader? RequiredOptions(string example) =>
        Required($"options, as in {Name}: {example}") is { } item ? errors.ReadMap(item, Name) : null;

    /// <summary>The columns that a step like <c>lower: [email]</c> works on.</summary>
    public IReadOnlyList<string> Columns() =>
        Required($"columns, as in {Name}: [a, b]") is { } item ? errors.ReadColumns(item, Name) : [];

    /// <summary>The columns of a step like <c>fill: { phone: unknown }</c> and what it says of each.</summary>
    public IEnumerable<(string Column, YamlItem Value)> ByColumn(string example)
    {
        if (Required($"columns, as in {Name}: {example}") is not { } item
            || errors.ReadMap(item, Name) is not { } columns)
        {
            yield break;
        }

        if (columns.Map.Entries.Count == 0)
            errors.Add(columns.Map, $"'{Name}' needs at least one column");

        var seen = new HashSet<string>();
        foreach (var (key, said) in columns.Map.Entries)
        {
            if (errors.ReadColumn(key, Name) is not { } column)
                continue;
            if (seen.Add(column))
                yield return (column, said);
            else
                errors.Add(key, $"the column '{column}' is already in '{Name}'");
        }
    }

    /// <summary>The SQL expression of a step like <c>filter: price > 0</c>.</summary>
    public string? Expression(string example) => Required($"an SQL expression, as in {Name}: {example}") is { } item
        ? errors.ReadText(item, Name, TextRules.Expression)
        : null;

    private YamlItem? Required(string what)
    {
        if (value is null)
            errors.Add(name, $"'{Name}' needs {what}");
        return value;
    }
}
