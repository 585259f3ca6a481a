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
        var bars = await connection.ReadAsync(
            $"""
            select left({column.SqlName}::text, {MaxLabelLength}), count(*), (sum(count(*)) over ())::bigint
            from {table.SqlSource} where {column.SqlName} is not null
            group by 1 order by 2 desc, 1 limit {MaxBars}
            """,
            row => (Shown: new ChartBar(row.GetString(0), row.GetInt64(1)), Total: row.GetInt64(2)), cancellationToken);
        var total = bars.FirstOrDefault().Total;
        return new ColumnChart(column.Name, false, bars.ConvertAll(bar => bar.Shown), total - bars.Sum(bar => bar.Shown.Rows));
    }
}
