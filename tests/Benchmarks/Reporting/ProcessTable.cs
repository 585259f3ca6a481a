using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>What each service took, with more and more replicas.</summary>
internal static class ProcessTable
{
    public static string Cpu(Results results)
    {
        var ways = Ways(results);
        var table = Of("Processor time", ways, (way, service) => Figures.Seconds(way.Best.CpuSecondsOf(service)));
        table.Add(["our own together", .. ways.Select(way => Figures.Seconds(way.Best.OwnCpuSeconds))]);
        return table.ToString();
    }

    public static string Memory(Results results) =>
        Of("Peak memory", Ways(results), (way, service) => Figures.Megabytes(way.PeakBytesOf(service))).ToString();

    private static List<WayResult> Ways(Results results) =>
        [.. results.Ours, .. results.TenTimes is { } tenTimes ? [tenTimes] : Array.Empty<WayResult>()];

    private static TextTable Of(string name, List<WayResult> ways, Func<WayResult, string, string> cell)
    {
        var table = new TextTable([name, .. ways.Select(way => $"{Figures.Count(way.Rows)} rows, ×{way.Replicas}")]);
        foreach (var service in SystemParts.InOrder(ways.SelectMany(way => way.Best.Usage).Select(usage => usage.Service)))
            table.Add([service, .. ways.Select(way => cell(way, service))]);
        return table;
    }
}
