using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Gives columns a type. A value that does not fit rejects its record, which then says so; null stays null. A column that
/// the batch does not have is there afterwards, typed and null, so that the table has it whatever the records hold.
/// </summary>
internal static class Cast
{
    private const int ShownCharacters = 80;

    public static void Apply(CastStep step, Relation relation)
    {
        var before = step.Columns.Keys.ToDictionary(name => name, name => relation.Find(name, step) ?? Missing(name, step));
        var results = step.Columns.Select((entry, index) => (
            entry.Key,
            Result: $"$cast{index}",
            Conversion: Conversion.To(entry.Value, before[entry.Key], relation))).ToList();

        // The values before are read by name once more below, so they must be columns of this SELECT.
        relation.Select([
            .. before.Values.Where(column => column.Type is not null).Select(relation.LayOut),
            .. results.Select(result => new Computed(
                new Column(result.Result, ColumnType.Text, result.Conversion.SqlType, ""), result.Conversion.Sql)),
        ]);
        var rejects = results
            .Where(result => before[result.Key].Type is not null && result.Conversion.CanFail)
            .Select(result => RejectOf(before[result.Key], result.Result, step.Columns[result.Key]))
            .ToList();
        relation.Select(
            [.. results.Select(result => new Computed(
                before[result.Key] with
                {
                    Type = step.Columns[result.Key],
                    SqlType = result.Conversion.SqlType,
                    IsTentative = false,
                },
                SqlName.Quote(result.Result)))],
            rejects.Count == 0 ? null : $"CASE {string.Join(' ', rejects)} END");
        relation.Take(relation.Columns.Where(column => !results.Exists(result => result.Result == column.Name)));
    }

    private static Column Missing(string name, CastStep step) => new(name, null, "VARCHAR", $"'cast' in line {step.Line}");

    private static string RejectOf(Column before, string result, ColumnType type)
    {
        var value = SqlName.Quote(before.Name);
        var text = PhysicalTypes.ToText(before, value);
        var cut = $"left({text}, {ShownCharacters}) || '…'";
        var shown = $"CASE WHEN length({text}) > {ShownCharacters} THEN {cut} ELSE {text} END";
        var beginning = SqlName.Literal($"The value of column {before.Name} is no {type.ToString().ToLowerInvariant()}: '");
        return $"WHEN {SqlName.Quote(result)} IS NULL AND {value} IS NOT NULL THEN {beginning} || {shown} || ''''";
    }
}
