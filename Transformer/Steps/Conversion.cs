namespace EtlAspire.Transformer.Steps;

/// <summary>
/// How a value becomes one of another type: in full or not at all, which is null. DuckDB's own casts round, cut and guess;
/// what they would change is refused here.
/// </summary>
/// <param name="SqlType">The type in DuckDB.</param>
/// <param name="Sql">The value.</param>
/// <param name="CanFail">Whether there are values that it is null for.</param>
internal sealed record Conversion(string SqlType, string Sql, bool CanFail)
{
    private const string WholeNumber = "'[+-]?[0-9]+(\\.0*)?'";
    private const string Number = "'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?'";

    /// <summary>Longer ones PostgreSQL's numeric might not hold.</summary>
    private const int MaxNumberLength = 15_000;

    /// <summary>Brings a column's value to a type.</summary>
    public static Conversion To(ColumnType type, Column column, Relation relation)
    {
        if (column.Type == type && !column.IsTentative)
            return Always(column.SqlType, relation.Read(column));

        return type switch
        {
            ColumnType.Text => Always("VARCHAR", relation.ReadText(column)),
            ColumnType.Bigint => ToBigint(column, relation),
            ColumnType.Numeric => ToNumeric(column, relation),
            ColumnType.Double => ToDouble(column, relation),
            ColumnType.Boolean => Perhaps("BOOLEAN", $"TRY_CAST({relation.ReadText(column)} AS BOOLEAN)"),
            ColumnType.Date => ToDate(column, relation),
            ColumnType.Timestamp => ToMoment(column, relation, "TIMESTAMP"),
            ColumnType.Timestamptz => ToMoment(column, relation, "TIMESTAMP WITH TIME ZONE"),
            _ => ToJson(column, relation),
        };
    }

    private static Conversion ToBigint(Column column, Relation relation)
    {
        if (column.SqlType is "BIGINT" or "BOOLEAN")
            return Always("BIGINT", $"CAST({relation.Read(column)} AS BIGINT)");
        if (column.SqlType == "DOUBLE")
        {
            return When("BIGINT", relation.Read(column),
                value => $"{value} = trunc({value})", value => $"TRY_CAST({value} AS BIGINT)");
        }

        return When("BIGINT", $"trim({relation.ReadText(column)})",
            text => $"regexp_full_match({text}, {WholeNumber})", text => $"TRY_CAST({text} AS BIGINT)");
    }

    private static Conversion ToNumeric(Column column, Relation relation)
    {
        if (column.SqlType is "BIGINT" or "BOOLEAN")
            return Always("BIGINT", $"CAST({relation.Read(column)} AS BIGINT)");
        if (column.SqlType == "DOUBLE")
            return When("DOUBLE", relation.Read(column), value => $"isfinite({value})", value => value);

        return When("VARCHAR", $"trim({relation.ReadText(column)})",
            text => $"regexp_full_match({text}, {Number}) AND length({text}) <= {MaxNumberLength}", text => text);
    }

    private static Conversion ToDouble(Column column, Relation relation)
    {
        if (column.SqlType is "BIGINT" or "BOOLEAN" or "DOUBLE")
            return Always("DOUBLE", $"CAST({relation.Read(column)} AS DOUBLE)");

        // DuckDB lets 1_000 and infinity pass.
        return When("DOUBLE", relation.ReadText(column),
            text => $"isfinite(TRY_CAST({text} AS DOUBLE)) AND NOT contains({text}, '_')",
            text => $"TRY_CAST({text} AS DOUBLE)");
    }

    // DuckDB ignores what follows a date; only a date or the beginning of a timestamp is one.
    private static Conversion ToDate(Column column, Relation relation) =>
        column.Type is ColumnType.Timestamp or ColumnType.Timestamptz
            ? Always("DATE", $"CAST({relation.Read(column)} AS DATE)")
            : When("DATE", relation.ReadText(column),
                text => IsInCalendar(text, "TIMESTAMP"), text => $"TRY_CAST({text} AS DATE)");

    // As in PostgreSQL a timestamp takes no notice of a zone in the text, and one with a zone is UTC where the text has none.
    private static Conversion ToMoment(Column column, Relation relation, string sqlType) =>
        column.Type is ColumnType.Date or ColumnType.Timestamp or ColumnType.Timestamptz
            ? Always(sqlType, $"CAST({relation.Read(column)} AS {sqlType})")
            : When(sqlType, relation.ReadText(column),
                text => IsInCalendar(text, sqlType), text => $"TRY_CAST({text} AS {sqlType})");

    // From the year 1 on, and no infinity: what every client of the warehouse can read.
    private static string IsInCalendar(string text, string sqlType) =>
        $"isfinite(TRY_CAST({text} AS {sqlType})) AND TRY_CAST({text} AS {sqlType}) >= CAST('0001-01-01' AS {sqlType})";

    private static Conversion ToJson(Column column, Relation relation) => column.SqlType == "VARCHAR"
        ? When("JSON", relation.ReadText(column),
            text => $"{StrictJson.Function}({text})", text => $"CAST({text} AS JSON)")
        : Always("JSON", $"to_json({relation.Read(column)})");

    private static Conversion Always(string sqlType, string sql) => new(sqlType, sql, false);

    private static Conversion Perhaps(string sqlType, string sql) => new(sqlType, sql, true);

    private static Conversion When(
        string sqlType, string value, Func<string, string> condition, Func<string, string> result) =>
        Perhaps(sqlType, $"CASE WHEN {condition(value)} THEN {result(value)} END");
}
