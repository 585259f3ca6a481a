namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads an item as what it should be, or says what is wrong with it.</summary>
internal static class ItemReading
{
    public static string? ReadText(this ErrorList errors, YamlItem item, string name, TextRule? rule = null)
    {
        if (item is not ScalarItem { IsNull: false } scalar)
        {
            errors.Add(item, $"'{name}' must be a single value, this is {item.Kind}");
            return null;
        }

        var mistake = scalar.Text.Length == 0 ? "must not be empty" : rule?.Invoke(scalar.Text);
        if (mistake is null)
            return scalar.Text;

        errors.Add(item, $"'{name}' {mistake}");
        return null;
    }

    public static MapReader? ReadMap(this ErrorList errors, YamlItem item, string name)
    {
        if (item is MapItem map)
            return new MapReader(map, errors);

        errors.Add(item, $"'{name}' must be a map of keys and values, this is {item.Kind}");
        return null;
    }

    /// <summary>A column by its own name or by that of the field it comes from.</summary>
    public static string? ReadColumn(this ErrorList errors, YamlItem item, string name) =>
        errors.ReadText(item, name, TextRules.Column) is { } text ? Identifiers.ColumnOf(text) : null;

    /// <summary>One column, or a list of different ones.</summary>
    public static IReadOnlyList<string> ReadColumns(this ErrorList errors, YamlItem item, string name)
    {
        if (item is ScalarItem { IsNull: false })
            return errors.ReadColumn(item, name) is { } only ? [only] : [];

        if (item is not ListItem list)
        {
            errors.Add(item, $"'{name}' must be a column or a list of columns, this is {item.Kind}");
            return [];
        }

        if (list.Items.Count == 0)
            errors.Add(item, $"'{name}' needs at least one column");

        var columns = new List<string>(list.Items.Count);
        foreach (var element in list.Items)
        {
            if (errors.ReadColumn(element, name) is not { } column)
                continue;
            if (columns.Contains(column))
                errors.Add(element, $"the column '{column}' is already in '{name}'");
            else
                columns.Add(column);
        }

        return columns;
    }
}
