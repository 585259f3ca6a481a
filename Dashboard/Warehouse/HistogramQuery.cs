using System.Globalization;
using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Computes a histogram of a column of numbers or times.</summary>
internal static class HistogramQuery
{
    private const int MaxBars = 24;

    private static readonly double LastSecond = (DateTime.MaxValue.Date - DateTime.UnixEpoch).TotalSeconds;

    public static async Task<ColumnChart> RunAsync(
        NpgsqlConnection connection, WarehouseTable table, WarehouseColumn column, CancellationToken cancellationToken)
    {
        // What a double or a calendar cannot hold (endless times, the year 10000, numbers of hundreds of digits, NaN) has no
        // place on the axis.
        var (value, fits) = column.Kind == ColumnKind.Time
            ? ($"extract(epoch from {column.SqlName})::double precision", $"{column.SqlName} between '0001-01-01' and '9999-12-31'")
            : ($"{column.SqlName}::double precision", $"abs({column.SqlName}) < 1e300");
        var source = $"(select {value} as value from {table.SqlSource} where {fits}) as finite";

        var range = await ReadRangeAsync(connection, source, column, cancellationToken);
        if (range is null)
            return new ColumnChart(column.Name, true, [], 0);

        var counted = await connection.ReadAsync(
            $"select least(greatest(floor((value - $1) / $2), 0), $3 - 1)::int, count(*) from {source} group by 1",
            row => (Bar: row.GetInt32(0), Rows: row.GetInt64(1)), cancellationToken,
            new NpgsqlParameter<double> { TypedValue = range.Low },
            new NpgsqlParameter<double> { TypedValue = range.Width },
            new NpgsqlParameter<int> { TypedValue = range.Bars });
        var counts = counted.ToDictionary(row => row.Bar, row => row.Rows);
        var bars = Enumerable.Range(0, range.Bars)
            .Select(bar => new ChartBar(range.Label(bar, column), counts.GetValueOrDefault(bar)));
        return new ColumnChart(column.Name, true, [.. bars], 0);
    }

    private static async Task<ValueRange?> ReadRangeAsync(
        NpgsqlConnection connection, string source, WarehouseColumn column, CancellationToken cancellationToken)
    {
        var range = await connection.ReadAsync(
            $"select min(value), max(value) from {source} having count(value) > 0",
            row => (row.GetDouble(0), row.GetDouble(1)), cancellationToken);
        if (range is not [var (low, high)])
            return null;

        var unit = column switch
        {
            { Kind: ColumnKind.Integer } => 1,
            { Type: "date" } => TimeSpan.FromDays(1).TotalSeconds,
            _ => 0,
        };
        if (unit > 0)
        {
            // Bars of whole numbers or days, so that none is twice as likely to be hit as its neighbour.
            var units = (high - low) / unit + 1;
            var width = Math.Ceiling(units / MaxBars) * unit;
            return new ValueRange(low, width, (int)Math.Ceiling(units * unit / width), width == unit, unit);
        }

        return low == high
            ? new ValueRange(low, 1, 1, true, 0)
            : new ValueRange(low, (high - low) / MaxBars, MaxBars, false, 0);
    }

    private sealed record ValueRange(double Low, double Width, int Bars, bool IsSingleValue, double Unit)
    {
        public string Label(int bar, WarehouseColumn column)
        {
            var from = Low + bar * Width;
            return IsSingleValue ? Text(from, column) : $"{Text(from, column)} – {Text(from + Width - Unit, column)}";
        }

        private string Text(double value, WarehouseColumn column)
        {
            if (column.Kind != ColumnKind.Time)
                return value.ToString("0.####", CultureInfo.InvariantCulture);

            var format = column.Type == "date" || Width >= TimeSpan.FromDays(2).TotalSeconds ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
            var time = DateTime.UnixEpoch.AddSeconds(Math.Min(value, LastSecond)); // the last bar may reach beyond
            return time.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
