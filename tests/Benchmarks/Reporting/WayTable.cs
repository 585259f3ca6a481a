using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>The ways side by side.</summary>
internal static class WayTable
{
    public static string Of(Results results)
    {
        var table = new TextTable("Way", "Rows", "Wall, best", "Wall, median", "Rows/s", "Over pandas, rows/s",
            "Over binary \\copy, wall", "CPU, own", "CPU, PostgreSQL", "Peak memory");
        foreach (var way in Ways(results))
        {
            table.Add(
                way.Name,
                Figures.Count(way.Rows),
                Figures.Seconds(way.Best.Wall),
                Figures.Seconds(way.Median),
                Figures.Count(way.RowsPerSecond),
                results.Pandas is { } pandas && way != pandas ? Figures.Ratio(way.RowsPerSecond / pandas.RowsPerSecond) : "",
                results.Copies.TryGetValue("binary", out var copy) && way != copy && way.Rows == copy.Rows
                    ? Figures.Ratio(way.Best.Wall / copy.Best.Wall)
                    : "",
                IsCopy(way, results) ? "" : Figures.Seconds(way.Best.OwnCpuSeconds),
                Figures.Seconds(way.Best.CpuSecondsOf(SystemParts.PostgreSql)),
                IsCopy(way, results) ? "" : Figures.Megabytes(way.OwnPeakBytes));
        }

        return table.ToString();
    }

    private static IEnumerable<WayResult> Ways(Results results)
    {
        if (results.Pandas is { } pandas)
            yield return pandas;
        foreach (var copy in results.Copies.Values)
            yield return copy;
        foreach (var ours in results.Ours)
            yield return ours;
        if (results.TenTimes is { } tenTimes)
            yield return tenTimes;
    }

    private static bool IsCopy(WayResult way, Results results) => results.Copies.ContainsValue(way);
}
