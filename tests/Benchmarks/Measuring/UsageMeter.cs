namespace EtlAspire.Benchmarks.Measuring;

/// <summary>What a service took.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Processes">How many processes it has.</param>
/// <param name="CpuSeconds">Processor time of all of them.</param>
/// <param name="PeakBytes">The largest resident set of any one of them.</param>
internal sealed record ServiceUsage(string Service, int Processes, double CpuSeconds, long PeakBytes)
{
    /// <inheritdoc cref="SystemParts.IsOwn"/>
    public bool IsOwn => SystemParts.IsOwn(Service);
}

/// <summary>Measures what each service takes between start and stop.</summary>
internal sealed class UsageMeter(int appHostId)
{
    private Dictionary<string, double> _before = [];

    public void Start()
    {
        var processes = ProcessTree.Of(appHostId);
        foreach (var process in processes)
            ProcFiles.TryResetPeak(process.Id);
        _before = processes.GroupBy(process => process.Service).ToDictionary(service => service.Key, CpuSeconds);
    }

    public IReadOnlyList<ServiceUsage> Stop() =>
    [
        .. from process in ProcessTree.Of(appHostId)
           group process by process.Service into service
           select new ServiceUsage(
               service.Key,
               service.Count(),
               CpuSeconds(service) - _before.GetValueOrDefault(service.Key),
               service.Max(process => ProcFiles.PeakBytes(process.Id))),
    ];

    private static double CpuSeconds(IEnumerable<SystemProcess> processes) =>
        processes.Sum(process => ProcFiles.CpuSeconds(process.Id));
}
