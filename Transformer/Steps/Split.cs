using EtlAspire.Contracts.Runs;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Cuts a text into columns: the last one takes the rest, parts that are missing are null. The new columns come last; only
/// the column itself may be among them. Where the batch does not have it, the new ones are there and null.
/// </summary>
internal static class Split
{
    public static void Apply(SplitStep step, Relation relation)
    {
        RefuseTakenNames(step, relation);
        var source = relation.Find(step.Column, step);
        var text = source is null ? "CAST(NULL AS VARCHAR)" : relation.ReadText(source);
        relation.Select([.. step.Into.Select((name, index) => new Computed(
            new Column(name, ColumnType.Text, "VARCHAR", $"'split' in line {step.Line}"),
            PartFunction.ToSql(text, step.Separator, index, isRest: index == step.Into.Count - 1)))]);
    }

    private static void RefuseTakenNames(SplitStep step, Relation relation)
    {
        var taken = relation.Columns.FirstOrDefault(column =>
            column.Name != step.Column && step.Into.Contains(column.Name));
        if (taken is not null)
        {
            throw new RunFailedException(Stage.Transform, ErrorKinds.DuplicateColumn,
                $"Two columns would get the name '{taken.Name}': {taken.Origin} and 'split' in line {step.Line}.",
                "Give the parts other names, or drop or rename the column before the split.");
        }
    }
}
