using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Computes the chart of a column: a histogram of numbers and times, the most frequent values of all else.</summary>
internal static class ChartQuery
{
    private const int MaxBars = 15;
    private const int MaxLabelLength = 60;

    public static Task<ColumnChart> RunAsync(
        NpgsqlConnection connection, WarehouseTable table, WarehouseColumn column, CancellationToken cancellationToken) =>
        column.Kind is ColumnKind.Integer or ColumnKind.Number or ColumnKind.Time
            ? HistogramQuery.RunAsync(connection, table, column, cancellationToken)
            : CountValuesAsync(connection, table, column, cancellationToken);

    private static async Task<ColumnChart> CountValuesAsync(
        NpgsqlConnection connection, WarehouseTable table, WarehouseColumn column, CancellationToken cancellationToken)
    {
        // The sum over all groups is computed before the limit cuts them.
        await using var command = new NpgsqlCommand($"""
            select left({column.SqlName}::text, {MaxLabelLength}), count(*), (sum(count(*)) over ())::bigint
            from {table.SqlSource} where {column.SqlName} is not null
            group by 1 order by 2 desc, 1 limit {MaxBars}
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var bars = new List<ChartBar>();
        var total = 0L;
        while (await rows.ReadAsync(cancellationToken))
        {
            bars.Add(new ChartBar(rows.GetString(0), rows.GetInt64(1)));
            total = rows.GetInt64(2);
        }

        return new ColumnChart(column.Name, false, bars, total - bars.Sum(bar => bar.Rows));
    }
}
