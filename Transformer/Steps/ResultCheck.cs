using EtlAspire.Storage;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Computes columns and rejects records for which an expression has no result that a table should hold: a division by zero, a number
/// beyond the limits of its type, NaN and infinity, which spoil every sum, and JSON that PostgreSQL does not take. For the steps that
/// follow it is null.
/// </summary>
internal static class ResultCheck
{
    /// <summary>Adds the SELECTs.</summary>
    public static void Select(IReadOnlyList<Result> results, Relation relation)
    {
        var faults = results
            .Where(result => result.Meaning.Fault is not null)
            .Select((result, index) => (result.Computed.Column, Fault: new Computed(
                new Column($"$fault{index}", ColumnType.Text, "VARCHAR", ""), result.Meaning.Fault!)))
            .ToList();
        relation.Select([.. results.Select(result => result.Computed), .. faults.Select(fault => fault.Fault)]);

        List<Check> checks =
        [
            .. faults.Select(fault => OfFault(fault.Column, fault.Fault.Column)),
            .. results.Where(result => result.Meaning.MayBeFault).Select(result => OfNumeric(result.Computed.Column)),
            .. results.Select(result => OfValue(result.Computed.Column)).OfType<Check>(),
        ];
        if (checks.Count == 0)
            return;

        relation.Select(
            [.. checks.GroupBy(check => check.Column).Select(Blank)],
            $"CASE {string.Join(' ', checks.Select(check => $"WHEN {check.IsBad} THEN {check.Reason}"))} END");
        if (faults.Count > 0)
            relation.Take(relation.Columns.Where(column => !faults.Exists(fault => fault.Fault.Column.Name == column.Name)));
    }

    private static Computed Blank(IGrouping<Column, Check> checks) =>
        new(checks.Key, $"CASE WHEN {string.Join(" OR ", checks.Select(check => check.IsBad))} THEN NULL ELSE {SqlName.Quote(checks.Key.Name)} END");

    private static Check OfFault(Column column, Column fault)
    {
        var reason = SqlName.Quote(fault.Name);
        return new Check(column, $"{reason} IS NOT NULL", $"{Beginning(column)} || {reason} || '.'");
    }

    private static Check OfNumeric(Column column)
    {
        var value = SqlName.Quote(column.Name);
        return new Check(column, $"starts_with({value}, '!')", $"{Beginning(column)} || substr({value}, 2) || '.'");
    }

    private static Check? OfValue(Column column)
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
        return new Check(column, $"({value} IS NOT NULL AND {TextValueFunctions.ToSql(ColumnType.Json, text)} IS NULL)",
            $"{SqlName.Literal(beginning + "JSON that PostgreSQL does not take: ")} || {ShownText.ToSql(text)}");
    }

    private static string Beginning(Column column) => SqlName.Literal($"The expression of column {column.Name}: ");

    /// <param name="Column">The column.</param>
    /// <param name="IsBad">Whether its value is to be rejected, as an expression.</param>
    /// <param name="Reason">Why, as an expression.</param>
    private sealed record Check(Column Column, string IsBad, string Reason);
}
