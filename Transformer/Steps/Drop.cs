namespace EtlAspire.Transformer.Steps;

/// <summary>Leaves columns out; one that the batch does not have is out already.</summary>
internal static class Drop
{
    public static void Apply(DropStep step, Relation relation) =>
        relation.Take(relation.Columns.Where(column => !step.Columns.Contains(column.Name)));
}
