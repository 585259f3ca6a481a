using EtlAspire.Storage;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Gives columns a type. A value that does not fit rejects its record, which then says so; null stays null. A column that
/// the batch does not have is there afterwards, typed and null, so that the table has it whatever the records hold.
/// </summary>
internal static class Cast
{
    public static void Apply(CastStep step, Relation relation)
    {
        var casts = step.Columns.Select((entry, index) => CastOne(entry.Key, entry.Value, index, step, relation)).ToList();

        // First what came of each value, beside the text that it was where that may have to be shown; then what follows from it.
        List<Computed> aside = [.. casts.Select(cast => cast.Result), .. casts.Select(cast => cast.Was).OfType<Computed>()];
        relation.Select(aside);
        var rejects = casts.Where(cast => cast.Was is not null).Select(cast => cast.Reject).ToList();
        relation.Select(
            [.. casts.Select(cast => cast.Outcome)], rejects.Count == 0 ? null : $"CASE {string.Join(' ', rejects)} END");
        relation.Take(relation.Columns.Where(column => !aside.Exists(one => one.Column.Name == column.Name)));
    }

    private static OneCast CastOne(string name, CastType type, int index, CastStep step, Relation relation)
    {
        var before = relation.Find(name, step) ?? new Column(name, null, "VARCHAR", $"'cast' in line {step.Line}");
        var conversion = Conversion.To(type, before, relation);
        var result = new Column($"$cast{index}", type.Type, conversion.SqlType, "");
        var was = new Column($"$was{index}", ColumnType.Text, "VARCHAR", "");
        return new OneCast(type, before, new Computed(result, conversion.Sql),
            conversion.CanFail ? new Computed(was, relation.ReadText(before)) : null);
    }

    /// <param name="Type">What it is cast to.</param>
    /// <param name="Before">The column as it was.</param>
    /// <param name="Result">What came of its value.</param>
    /// <param name="Was">The text of its value; null where none can fail.</param>
    private sealed record OneCast(CastType Type, Column Before, Computed Result, Computed? Was)
    {
        public Computed Outcome => new(
            Before with { Type = Result.Column.Type, SqlType = Result.Column.SqlType, IsTentative = false, IsAsInJson = false },
            SqlName.Quote(Result.Column.Name));

        public string Reject
        {
            get
            {
                var (result, was) = (SqlName.Quote(Result.Column.Name), SqlName.Quote(Was!.Column.Name));
                var beginning = SqlName.Literal($"The value of column {Before.Name} is no {Type}: ");
                return $"WHEN {result} IS NULL AND {was} IS NOT NULL THEN {beginning} || {ShownText.ToSql(was)}";
            }
        }
    }
}
