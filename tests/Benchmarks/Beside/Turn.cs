using EtlAspire.Benchmarks.Measuring;
using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>What was measured of one system from its start to its stop.</summary>
/// <param name="Page">From the start until the Dashboard's page answers.</param>
/// <param name="FirstRun">From the start until the first run has succeeded.</param>
/// <param name="Memory">Proportional memory after that run, in bytes, by what the processes belong to.</param>
/// <param name="Small">Small runs.</param>
/// <param name="Large">Large runs.</param>
/// <param name="Stop">From the signal until the last process is gone.</param>
internal sealed record Turn(
    TimeSpan Page,
    TimeSpan FirstRun,
    IReadOnlyDictionary<string, double> Memory,
    SmallRunsResult Small,
    WayResult Large,
    TimeSpan Stop)
{
    /// <summary>Processor seconds of all small runs, by what the processes belong to.</summary>
    public IReadOnlyDictionary<string, double> SmallCpu { get; } =
        Small.Usage.ToDictionary(usage => usage.Service, usage => usage.CpuSeconds);

    /// <summary>That of our five services.</summary>
    public static double Own(IReadOnlyDictionary<string, double> parts) =>
        parts.Where(part => SystemParts.IsOwn(part.Key)).Sum(part => part.Value);

    public static double Everything(IReadOnlyDictionary<string, double> parts) => parts.Values.Sum();
}
