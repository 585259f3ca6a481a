using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>The numbers to reach, and what came of them; ours is the system as it starts by itself, with one of each service.</summary>
internal static class GoalTable
{
    private const double Million = 1_000_000;
    private const double Megabyte = 1_000_000;

    public static string Of(Results results)
    {
        var table = new TextTable("Number", "Measured", "Must", "Aim", "Reached");
        foreach (var goal in Goals(results))
        {
            table.Add(goal.Name, goal.Value is { } value ? goal.Format(value) : "—",
                goal.Format(goal.Must), goal.Format(goal.Aim), goal.Verdict);
        }

        return table.ToString();
    }

    private static IEnumerable<Goal> Goals(Results results)
    {
        var ours = results.Ours[0];
        yield return new Goal("rows/s over pandas → PostgreSQL",
            ours.RowsPerSecond / results.Pandas?.RowsPerSecond, 15, 20, Figures.Ratio, MoreIsBetter: true);
        yield return new Goal("wall over a bare binary \\copy of the finished rows",
            results.Copies.TryGetValue("binary", out var copy) ? ours.Best.Wall / copy.Best.Wall : null,
            1.8, 1.2, Figures.Ratio);
        yield return Memory(results.Dataset.Rows, ours.OwnPeakBytes);
        yield return Memory(10 * results.Dataset.Rows, results.TenTimes?.OwnPeakBytes);
        yield return new Goal("ten users, request → succeeded, p50 warm",
            results.SmallRuns is { } runs ? SmallRunsResult.Percentile(runs.Recorded, 0.5) : null,
            150, 80, Figures.Milliseconds);
        yield return new Goal("CPU seconds of our own services for a million",
            ours.Best.OwnCpuSeconds * Million / results.Dataset.Rows, 11, 8, Figures.Seconds);
    }

    private static Goal Memory(long rows, long? bytes) =>
        new($"peak memory of any service, {rows:N0} rows", bytes, 400 * Megabyte, 250 * Megabyte, Figures.Megabytes);
}
