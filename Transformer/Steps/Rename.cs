namespace EtlAspire.Transformer.Steps;

/// <summary>Names columns anew, all at once: two may swap names. A column that the batch does not have needs none.</summary>
internal static class Rename
{
    public static void Apply(RenameStep step, Relation relation)
    {
        foreach (var name in step.Columns.Keys)
            relation.Find(name, step);
        relation.Take(relation.Columns.Select(column =>
            step.Columns.TryGetValue(column.Name, out var name) ? column with { Name = name } : column));
    }
}
