using System.Globalization;
using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Computes the figures of all columns of a table, some columns in one statement.</summary>
internal static class FiguresQuery
{
    private const int MaxValueLength = 80;

    /// <summary>To plan a statement takes PostgreSQL longer by the square of its parts: for a thousand columns seconds.</summary>
    private const int ColumnsPerStatement = 40;

    public static async Task<IReadOnlyList<ColumnFigures>> RunAsync(
        NpgsqlConnection connection, WarehouseTable table, IReadOnlyList<WarehouseColumn> columns, CancellationToken cancellationToken)
    {
        var figures = new List<ColumnFigures>(columns.Count);
        foreach (var some in columns.Chunk(ColumnsPerStatement))
        {
            var sql = string.Join("\nunion all\n", some.Select((column, index) => ColumnSql(table, column, index)));
            figures.AddRange(await connection.ReadAsync(
                $"{sql}\norder by 1", row => ToFigures(row, table, some[row.GetInt32(0)]), cancellationToken));
        }

        return figures;
    }

    private static ColumnFigures ToFigures(NpgsqlDataReader row, WarehouseTable table, WarehouseColumn column)
    {
        var (sampled, nulls, distinct, once) = (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        if (table.IsSampled)
        {
            var allNulls = SampleEstimate.Scale(nulls, sampled, table.Rows);
            distinct = SampleEstimate.Distinct(distinct, once, sampled - nulls, table.Rows - allNulls);
            nulls = allNulls;
        }

        return new ColumnFigures(column, nulls, distinct, row.GetText(5), row.GetText(6));
    }

    private static string ColumnSql(WarehouseTable table, WarehouseColumn column, int index)
    {
        var (smallest, largest) = column.IsOrdered
            ? ($"left(min(value)::text, {MaxValueLength})", $"left(max(value)::text, {MaxValueLength})")
            : ("null::text", "null::text");
        return string.Create(CultureInfo.InvariantCulture, $"""
            select {index}, coalesce(sum(count), 0)::bigint, coalesce(sum(count) filter (where value is null), 0)::bigint,
                count(value), count(*) filter (where count = 1 and value is not null), {smallest}, {largest}
            from (select {column.SqlValue} as value, count(*) as count from {table.SqlSource} group by 1) as counted
            """);
    }
}
