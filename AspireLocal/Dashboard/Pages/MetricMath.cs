using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>What totals mean for the time between two points.</summary>
internal static class MetricMath
{
    /// <summary>The growth of a total per second. A total that has become smaller began anew.</summary>
    public static List<(DateTimeOffset Time, double Value)> Rates(IReadOnlyList<MetricPoint> points) =>
    [
        .. points.Zip(points.Skip(1))
            .Where(pair => pair.Second.Time > pair.First.Time)
            .Select(pair => (pair.Second.Time, Growth(pair.First.Value, pair.Second.Value) / (pair.Second.Time - pair.First.Time).TotalSeconds)),
    ];

    /// <summary>
    /// The value below which a share of those between two points were, as the buckets tell: evenly spread within one, and
    /// the last bound where they are beyond it. Times without any value have no point.
    /// </summary>
    public static List<(DateTimeOffset Time, double Value)> Percentiles(IReadOnlyList<MetricPoint> points, double share)
    {
        var found = new List<(DateTimeOffset, double)>();
        MetricPoint? before = null;
        foreach (var point in points)
        {
            if (Percentile(point, before, share) is { } value)
                found.Add((point.Time, value));
            before = point;
        }

        return found;
    }

    private static double? Percentile(MetricPoint point, MetricPoint? before, double share)
    {
        if (point.Buckets.Count != point.Bounds.Count + 1 || point.Bounds.Count == 0)
            return null;

        var isNew = before is null || before.Count > point.Count || before.Buckets.Count != point.Buckets.Count;
        var counts = point.Buckets.Select((count, index) => isNew ? count : count - before!.Buckets[index]).ToList();
        double total = counts.Sum();
        if (total <= 0)
            return null;

        var wanted = share * total;
        for (var index = 0; index < counts.Count; index++)
        {
            if (wanted > counts[index])
            {
                wanted -= counts[index];
                continue;
            }

            if (index == point.Bounds.Count)
                return point.Bounds[^1];
            var low = index == 0 ? Math.Min(0, point.Bounds[0]) : point.Bounds[index - 1];
            return low + ((point.Bounds[index] - low) * (counts[index] == 0 ? 0 : wanted / counts[index]));
        }

        return point.Bounds[^1];
    }

    private static double Growth(double before, double after) => after >= before ? after - before : after;
}
