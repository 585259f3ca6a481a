using EtlAspire.Contracts.Pipelines;

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
    public static Conversion To(ColumnType type, Column column, string value)
    {
        if (column.Type == type && !column.IsTentative)
            return new Conversion(column.SqlType, value, false);

        var text = PhysicalTypes.ToText(column, value);
        return type switch
        {
            ColumnType.Text => new Conversion("VARCHAR", text, false),
            ColumnType.Bigint => ToBigint(column, value, $"trim({text})"),
            ColumnType.Numeric => ToNumeric(column, value, $"trim({text})"),
            ColumnType.Double => ToDouble(column, value, text),
            ColumnType.Boolean => new Conversion("BOOLEAN", $"TRY_CAST({text} AS BOOLEAN)", true),
            ColumnType.Date => ToDate(column, value, text),
            ColumnType.Timestamp => ToMoment(column, value, text, "TIMESTAMP"),
            ColumnType.Timestamptz => ToMoment(column, value, text, "TIMESTAMP WITH TIME ZONE"),
            _ => ToJson(column, value, text),
        };
    }

    private static Conversion ToBigint(Column column, string value, string text) => column.SqlType switch
    {
        "BIGINT" => new Conversion("BIGINT", value, false),
        "BOOLEAN" => new Conversion("BIGINT", $"CAST({value} AS BIGINT)", false),
        "DOUBLE" => new Conversion("BIGINT", $"CASE WHEN {value} = trunc({value}) THEN TRY_CAST({value} AS BIGINT) END", true),
        _ => new Conversion("BIGINT", $"CASE WHEN regexp_full_match({text}, {WholeNumber}) THEN TRY_CAST({text} AS BIGINT) END", true),
    };

    private static Conversion ToNumeric(Column column, string value, string text) => column.SqlType switch
    {
        "BIGINT" => new Conversion("BIGINT", value, false),
        "BOOLEAN" => new Conversion("BIGINT", $"CAST({value} AS BIGINT)", false),
        "DOUBLE" => new Conversion("DOUBLE", $"CASE WHEN isfinite({value}) THEN {value} END", true),
        _ => new Conversion("VARCHAR",
            $"CASE WHEN regexp_full_match({text}, {Number}) AND length({text}) <= {MaxNumberLength} THEN {text} END", true),
    };

    private static Conversion ToDouble(Column column, string value, string text) => column.SqlType switch
    {
        "DOUBLE" => new Conversion("DOUBLE", value, false),
        "BIGINT" or "BOOLEAN" => new Conversion("DOUBLE", $"CAST({value} AS DOUBLE)", false),
        // DuckDB lets 1_000 and infinity pass.
        _ => new Conversion("DOUBLE",
            $"CASE WHEN isfinite(TRY_CAST({text} AS DOUBLE)) AND NOT contains({text}, '_') THEN TRY_CAST({text} AS DOUBLE) END", true),
    };

    // DuckDB ignores what follows a date; only a date or the beginning of a timestamp is one.
    private static Conversion ToDate(Column column, string value, string text) => column.Type is ColumnType.Timestamp or ColumnType.Timestamptz
        ? new Conversion("DATE", $"CAST({value} AS DATE)", false)
        : new Conversion("DATE", $"CASE WHEN {IsInCalendar(text, "TIMESTAMP")} THEN TRY_CAST({text} AS DATE) END", true);

    // A timestamp without a zone takes no notice of one in the text, as in PostgreSQL; with a zone it is UTC where there is none.
    private static Conversion ToMoment(Column column, string value, string text, string sqlType) =>
        column.Type is ColumnType.Date or ColumnType.Timestamp or ColumnType.Timestamptz
            ? new Conversion(sqlType, $"CAST({value} AS {sqlType})", false)
            : new Conversion(sqlType, $"CASE WHEN {IsInCalendar(text, sqlType)} THEN TRY_CAST({text} AS {sqlType}) END", true);

    // From the year 1 on, and no infinity: what every client of the warehouse can read.
    private static string IsInCalendar(string text, string sqlType) =>
        $"isfinite(TRY_CAST({text} AS {sqlType})) AND TRY_CAST({text} AS {sqlType}) >= CAST('0001-01-01' AS {sqlType})";

    private static Conversion ToJson(Column column, string value, string text) => column.SqlType == "VARCHAR"
        ? new Conversion("JSON", $"CASE WHEN {StrictJson.Function}({text}) THEN CAST({text} AS JSON) END", true)
        : new Conversion("JSON", $"to_json({value})", false);
}
