namespace EtlAspire.Benchmarks.Measuring;

/// <summary>One run of one way.</summary>
/// <param name="Wall">How long it took.</param>
/// <param name="Usage">What the services took meanwhile.</param>
internal sealed record Measurement(TimeSpan Wall, IReadOnlyList<ServiceUsage> Usage)
{
    /// <summary>Processor time of our own services.</summary>
    public double OwnCpuSeconds => Usage.Where(service => service.IsOwn).Sum(service => service.CpuSeconds);

    public double CpuSecondsOf(string service) =>
        Usage.Where(usage => usage.Service == service).Sum(usage => usage.CpuSeconds);
}

/// <summary>One way, measured several times.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Rows">How many rows it brought into its table.</param>
/// <param name="Runs">Its runs, in order.</param>
internal sealed record WayResult(string Name, long Rows, IReadOnlyList<Measurement> Runs)
{
    public Measurement Best => Runs.MinBy(run => run.Wall)!;

    public TimeSpan Median => Runs.Select(run => run.Wall).Order().ElementAt(Runs.Count / 2);

    /// <summary>How many processes of each service shared the work.</summary>
    public int Replicas => Best.Usage.FirstOrDefault(usage => usage.Service == "Extractor")?.Processes ?? 0;

    public double RowsPerSecond => Rows / Best.Wall.TotalSeconds;

    /// <summary>The largest process of our own services in any of the runs.</summary>
    public long OwnPeakBytes => Runs.SelectMany(run => run.Usage).Where(usage => usage.IsOwn).Max(usage => usage.PeakBytes);

    /// <summary>The largest process of a service in any of the runs.</summary>
    public long PeakBytesOf(string service) =>
        Runs.SelectMany(run => run.Usage).Where(usage => usage.Service == service).Max(usage => usage.PeakBytes);
}
