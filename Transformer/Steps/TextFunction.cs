namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Applies a function of texts to columns, which become text whatever they were: whether a batch's phone numbers all happen
/// to be numbers must not change what the step does. A column of nothing but nulls, or none at all, stays so.
/// </summary>
internal static class TextFunction
{
    public static void Apply(
        StepDefinition step, IReadOnlyList<string> names, Relation relation, Func<string, string> function)
    {
        var computed = names
            .Select(name => relation.Find(name, step))
            .Where(column => column?.Type is not null)
            .Select(column => new Computed(
                column! with { Type = ColumnType.Text, SqlType = "VARCHAR" },
                function(relation.ReadText(column))))
            .ToList();
        if (computed.Count > 0)
            relation.Select(computed);
    }
}
