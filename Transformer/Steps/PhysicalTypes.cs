using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Which DuckDB types, and so which Parquet types, stand for the types of the warehouse. The Loader relies on this list:
/// <list type="table">
/// <item><term>text</term><description>VARCHAR</description></item>
/// <item><term>bigint</term><description>BIGINT</description></item>
/// <item><term>numeric</term><description>VARCHAR: the number's own text, with the decimals that it is shown with, perhaps
/// with an exponent</description></item>
/// <item><term>double</term><description>DOUBLE</description></item>
/// <item><term>boolean</term><description>BOOLEAN</description></item>
/// <item><term>date</term><description>DATE</description></item>
/// <item><term>timestamp</term><description>TIMESTAMP, in microseconds</description></item>
/// <item><term>timestamptz</term><description>TIMESTAMP WITH TIME ZONE, in microseconds</description></item>
/// <item><term>json</term><description>JSON, which Parquet keeps as text</description></item>
/// <item><term>none: nothing but nulls</term><description>VARCHAR</description></item>
/// </list>
/// </summary>
internal static class PhysicalTypes
{
    /// <summary>What stands for the result of an expression: its type here and there, and how it is brought into it.</summary>
    /// <param name="sqlType">The result's type, as DuckDB names it.</param>
    /// <param name="sql">The expression, in parentheses.</param>
    public static (ColumnType Type, string SqlType, string Sql) OfResult(string sqlType, string sql) => sqlType switch
    {
        "VARCHAR" => (ColumnType.Text, sqlType, sql),
        "BIGINT" => (ColumnType.Bigint, sqlType, sql),
        "INTEGER" or "SMALLINT" or "TINYINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" =>
            Cast(ColumnType.Bigint, "BIGINT", sql),
        // Parquet has no such numbers.
        "HUGEINT" or "UHUGEINT" or "UBIGINT" or "BIGNUM" => Cast(ColumnType.Numeric, "VARCHAR", sql),
        "DOUBLE" => (ColumnType.Double, sqlType, sql),
        "FLOAT" => Cast(ColumnType.Double, "DOUBLE", sql),
        "BOOLEAN" => (ColumnType.Boolean, sqlType, sql),
        "DATE" => (ColumnType.Date, sqlType, sql),
        "TIMESTAMP" => (ColumnType.Timestamp, sqlType, sql),
        "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => Cast(ColumnType.Timestamp, "TIMESTAMP", sql),
        "TIMESTAMP WITH TIME ZONE" => (ColumnType.Timestamptz, sqlType, sql),
        "JSON" => (ColumnType.Json, sqlType, sql),
        _ when IsNested(sqlType) => (ColumnType.Json, "JSON", $"to_json({sql})"),
        _ when sqlType.StartsWith("DECIMAL", StringComparison.Ordinal) => Cast(ColumnType.Numeric, "VARCHAR", sql),
        _ => Cast(ColumnType.Text, "VARCHAR", sql),
    };

    /// <summary>
    /// A column's value as text: JSON texts without their quotes, numbers without the <c>.0</c> that DuckDB gives every
    /// double, so that the text of 1 is the same whether other records of the batch have fractions or not.
    /// </summary>
    public static string ToText(Column column, string sql) => column switch
    {
        { Type: ColumnType.Numeric } => $"numeric_text({sql})",
        { SqlType: "VARCHAR" } => sql,
        { SqlType: "JSON" } => $"{JsonFunctions.Text}(CAST({sql} AS VARCHAR))",
        { SqlType: "DOUBLE" } => $"regexp_replace(CAST({sql} AS VARCHAR), '\\.0$', '')",
        _ => $"CAST({sql} AS VARCHAR)",
    };

    private static (ColumnType, string, string) Cast(ColumnType type, string sqlType, string sql) =>
        (type, sqlType, $"CAST({sql} AS {sqlType})");

    private static bool IsNested(string sqlType) =>
        sqlType.EndsWith(']')
        || sqlType.StartsWith("STRUCT", StringComparison.Ordinal)
        || sqlType.StartsWith("MAP", StringComparison.Ordinal)
        || sqlType.StartsWith("UNION", StringComparison.Ordinal);
}
