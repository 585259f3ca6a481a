using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>What a small run takes, and where its time goes.</summary>
internal static class SmallRunTables
{
    public static string Latencies(SmallRunsResult runs)
    {
        var table = new TextTable("Request → succeeded", "p50", "p95", "p99");
        Add("by the system's own clock", runs.Recorded);
        Add("as the client saw it", runs.Observed);
        return table.ToString();

        void Add(string name, IReadOnlyList<double> sorted) => table.Add([name, ..
            ((double[])[0.50, 0.95, 0.99]).Select(part => Figures.Milliseconds(SmallRunsResult.Percentile(sorted, part)))]);
    }

    public static string Stages(StageTimes stages)
    {
        (string Name, double Milliseconds)[] parts =
        [
            ("request → lease", stages.Dispatch), ("lease → extracted", stages.Extract),
            ("extracted → transformed", stages.Transform), ("transformed → loaded", stages.Load),
            ("loaded → published", stages.Publish),
        ];
        var total = parts.Sum(part => part.Milliseconds);
        var table = new TextTable("Stage", "Median", "Share");
        foreach (var (name, milliseconds) in parts)
            table.Add(name, $"{milliseconds:0.0} ms", $"{100 * milliseconds / total:0} %");
        return table.ToString();
    }
}
