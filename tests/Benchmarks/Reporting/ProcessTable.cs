using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>What each service took, with more and more replicas.</summary>
internal static class ProcessTable
{
    public static string Of(Results results)
    {
        WayResult[] ways = [.. results.Ours, .. results.TenTimes is { } tenTimes ? [tenTimes] : Array.Empty<WayResult>()];
        var table = new TextTable(["Process", .. ways.SelectMany(Heads)]);
        var services = ways.SelectMany(way => way.Best.Usage).Select(usage => usage.Service).Distinct()
            .OrderBy(service => service is ProcessTree.PostgreSql or ProcessTree.RabbitMq)
            .ThenBy(service => service, StringComparer.Ordinal);
        foreach (var service in services)
            table.Add([service, .. ways.SelectMany(way => Cells(way, service))]);
        table.Add(["Our own together", .. ways.SelectMany(way => (string[])[Figures.Seconds(way.Best.OwnCpuSeconds), ""])]);
        return table.ToString();
    }

    private static string[] Heads(WayResult way)
    {
        var what = $"{Figures.Count(way.Rows)} rows, ×{way.Replicas}";
        return [$"CPU, {what}", $"Memory, {what}"];
    }

    private static string[] Cells(WayResult way, string service) =>
        [Figures.Seconds(way.Best.CpuSecondsOf(service)), Figures.Megabytes(way.PeakBytesOf(service))];
}
