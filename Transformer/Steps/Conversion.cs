using EtlAspire.Transformer.Numerics;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Steps;

/// <summary>How a value becomes one of another type: in full or not at all, which is null.</summary>
/// <param name="SqlType">The type in DuckDB.</param>
/// <param name="Sql">The value.</param>
/// <param name="CanFail">Whether there are values that it is null for.</param>
internal sealed record Conversion(string SqlType, string Sql, bool CanFail)
{
    /// <summary>
    /// Brings a column's value to a type. A field goes by the text that was written, whatever the type that suits all of its batch:
    /// so its value depends on nothing else.
    /// </summary>
    public static Conversion To(CastType type, Column column, Relation relation)
    {
        var conversion = To(type.Type, column, relation);
        return type.Digits is null ? conversion : Perhaps(conversion.SqlType, NumericFunctions.FitsSql(conversion.Sql, type.Digits.Value, type.Decimals));
    }

    private static Conversion To(ColumnType type, Column column, Relation relation)
    {
        if (column.Type is null)
            return Always(SqlTypeOf(type), $"CAST(NULL AS {SqlTypeOf(type)})");
        if (column.Type == type && !column.IsTentative && !(type == ColumnType.Json && column.Field is not null))
            return Always(column.SqlType, relation.Read(column));
        if (type == ColumnType.Text)
            return Always("VARCHAR", relation.ReadText(column));

        return (column.Field is null ? OfComputed(type, column, relation.Read(column)) : null)
            ?? Perhaps(SqlTypeOf(type), TextValueFunctions.ToSql(type, relation.ReadText(column)));
    }

    // Null for what goes by its text as well.
    private static Conversion? OfComputed(ColumnType type, Column column, string value) => (type, column.SqlType) switch
    {
        (ColumnType.Bigint, "BIGINT" or "BOOLEAN") => Always("BIGINT", $"CAST({value} AS BIGINT)"),
        (ColumnType.Numeric, "BIGINT" or "BOOLEAN") => Always("VARCHAR", $"CAST(CAST({value} AS BIGINT) AS VARCHAR)"),
        (ColumnType.Bigint, "DOUBLE") => Perhaps("BIGINT", $"CASE WHEN {value} = trunc({value}) THEN TRY_CAST({value} AS BIGINT) END"),
        (ColumnType.Numeric, "DOUBLE") => Always("VARCHAR", $"numeric_of_double({value})"),
        (ColumnType.Double, "BIGINT" or "BOOLEAN" or "DOUBLE") => Always("DOUBLE", $"CAST({value} AS DOUBLE)"),
        (ColumnType.Date or ColumnType.Timestamp or ColumnType.Timestamptz, "DATE" or "TIMESTAMP" or "TIMESTAMP WITH TIME ZONE") =>
            Always(SqlTypeOf(type), $"CAST({value} AS {SqlTypeOf(type)})"),
        (ColumnType.Json, not "VARCHAR") => Always("JSON", $"to_json({value})"),
        _ => null,
    };

    private static string SqlTypeOf(ColumnType type) => type switch
    {
        ColumnType.Text or ColumnType.Numeric => "VARCHAR",
        ColumnType.Timestamptz => "TIMESTAMP WITH TIME ZONE",
        _ => type.ToString().ToUpperInvariant(),
    };

    private static Conversion Always(string sqlType, string sql) => new(sqlType, sql, false);

    private static Conversion Perhaps(string sqlType, string sql) => new(sqlType, sql, true);
}
