namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Opens objects record by record: where one record has an object and another a text, the object's fields become columns
/// and the text stays under the column's own name. So a table does not depend on which records share a batch. A column
/// that an earlier step computed is no field any more and stays as it is.
/// </summary>
internal static class Flatten
{
    public static void Apply(FlattenStep step, Relation relation) =>
        relation.Take(relation.Columns.SelectMany(column => Open(column, step, 1)));

    private static IEnumerable<Column> Open(Column column, FlattenStep step, int depth)
    {
        if (column.Field is not { HoldsObjects: true } field || depth > (step.MaxDepth ?? int.MaxValue))
            return [column];

        var fields = field.Fields()
            .Select(child => Column.Of(Identifiers.ToSnakeCase($"{column.Name}{step.Separator}{Identifiers.Pronounce(child.Path[^1])}"), child))
            .SelectMany(child => Open(child, step, depth + 1));
        return field.BesideObjects() is { } beside ? [Column.Of(column.Name, beside), .. fields] : fields;
    }
}
