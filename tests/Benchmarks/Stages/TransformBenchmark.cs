using BenchmarkDotNet.Attributes;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Benchmarks.Stages;

/// <summary>The Transformer's way with a batch: from the raw file to the typed one, DuckDB's start included.</summary>
public class TransformBenchmark
{
    private BatchFiles _files = null!;
    private BatchInput _input = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _files = new BatchFiles();
        _input = await _files.ExtractAsync();
    }

    [GlobalCleanup]
    public void CleanUp() => _files.Dispose();

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "transform")]
    public async Task TransformAsync()
    {
        var path = _files.NewPath("parquet");
        await BatchTransformation.RunAsync(_input, path, CancellationToken.None);
        File.Delete(path);
    }
}
