using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Measuring;
using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>What one sitting found out.</summary>
internal sealed class Results(BenchmarkOptions options, Dataset dataset)
{
    public BenchmarkOptions Options => options;

    public Dataset Dataset => dataset;

    public WayResult? Pandas { get; set; }

    /// <summary>The bare copies, by format.</summary>
    public Dictionary<string, WayResult> Copies { get; } = [];

    /// <summary>Our way with more and more replicas; the first is the one that the others are compared with.</summary>
    public List<WayResult> Ours { get; } = [];

    public WayResult? TenTimes { get; set; }

    public SmallRunsResult? SmallRuns { get; set; }

    public StageTimes? Stages { get; set; }

    /// <summary>What every way has to make.</summary>
    public TableContent? Content { get; set; }

    public Dictionary<string, string> Versions { get; } = [];
}
