using EtlAspire.Storage;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Rejects records for which an expression came to what no table should hold: NaN and infinity, which spoil every sum, and JSON that
/// PostgreSQL does not take. For the steps that follow it is null.
/// </summary>
internal static class ResultCheck
{
    /// <summary>Checks columns that expressions have just computed.</summary>
    public static void Apply(IEnumerable<Column> computed, Relation relation)
    {
        var checks = computed.Select(CheckOf).OfType<Check>().ToList();
        if (checks.Count == 0)
            return;

        relation.Select(
            [.. checks.Select(check => new Computed(check.Column, $"CASE WHEN {check.IsBad} THEN NULL ELSE {check.Value} END"))],
            $"CASE {string.Join(' ', checks.Select(check => $"WHEN {check.IsBad} THEN {check.Reason}"))} END");
    }

    private static Check? CheckOf(Column column)
    {
        var value = SqlName.Quote(column.Name);
        var beginning = $"The expression of column {column.Name} came to ";
        if (column.SqlType == "DOUBLE")
        {
            var name = $"CASE WHEN isnan({value}) THEN 'NaN' WHEN {value} > 0 THEN 'infinity' ELSE '-infinity' END";
            return new Check(column, $"NOT isfinite({value})", $"{SqlName.Literal(beginning)} || {name} || ', which is no number.'");
        }

        if (column.SqlType != "JSON")
            return null;
        var text = $"CAST({value} AS VARCHAR)";
        return new Check(column, $"{value} IS NOT NULL AND {TextValueFunctions.ToSql(ColumnType.Json, text)} IS NULL",
            $"{SqlName.Literal(beginning + "JSON that PostgreSQL does not take: ")} || {ShownText.ToSql(text)}");
    }

    /// <param name="Column">The column.</param>
    /// <param name="IsBad">Whether its value is to be rejected, as an expression.</param>
    /// <param name="Reason">Why, as an expression.</param>
    private sealed record Check(Column Column, string IsBad, string Reason)
    {
        public string Value => SqlName.Quote(Column.Name);
    }
}
