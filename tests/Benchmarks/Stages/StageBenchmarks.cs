using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace EtlAspire.Benchmarks.Stages;

/// <summary>
/// Single stages, each over one batch and told for one of its records, in this process: BenchmarkDotNet's own would have to
/// be built another time.
/// </summary>
internal static class StageBenchmarks
{
    public static void Run(string[] arguments)
    {
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(8);
        var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.JoinSummary)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
        BenchmarkSwitcher
            .FromTypes([typeof(ScanBenchmark), typeof(TransformBenchmark), typeof(EncodeBenchmark)])
            .Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, config);
    }
}
