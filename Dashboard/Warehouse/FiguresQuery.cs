using System.Globalization;
using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Computes the figures of all columns of a table, in one statement.</summary>
internal static class FiguresQuery
{
    private const int MaxValueLength = 80;

    public static async Task<IReadOnlyList<ColumnFigures>> RunAsync(
        NpgsqlConnection connection,
        WarehouseTable table,
        IReadOnlyList<WarehouseColumn> columns,
        CancellationToken cancellationToken)
    {
        var figures = new List<ColumnFigures>();
        if (columns.Count == 0)
            return figures;

        var sql = string.Join("\nunion all\n", columns.Select((column, index) => ColumnSql(table, column, index)));
        await using var command = new NpgsqlCommand(sql + "\norder by 1", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var (sampled, nulls, distinct, once) = (rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4));
            var allNulls = table.IsSampled ? SampleEstimate.Scale(nulls, sampled, table.Rows) : nulls;
            figures.Add(new ColumnFigures(
                columns[rows.GetInt32(0)],
                allNulls,
                table.IsSampled
                    ? SampleEstimate.Distinct(distinct, once, sampled - nulls, table.Rows - allNulls)
                    : distinct,
                await rows.IsDBNullAsync(5, cancellationToken) ? null : rows.GetString(5),
                await rows.IsDBNullAsync(6, cancellationToken) ? null : rows.GetString(6)));
        }

        return figures;
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
