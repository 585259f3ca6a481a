using BenchmarkDotNet.Attributes;

namespace EtlAspire.Benchmarks.Stages;

/// <summary>The Extractor's way with a batch: split, check, collect the shape; and compress.</summary>
public class ScanBenchmark
{
    private BatchFiles _files = null!;

    [GlobalSetup]
    public void SetUp() => _files = new BatchFiles();

    [GlobalCleanup]
    public void CleanUp() => _files.Dispose();

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "scan, a record")]
    public Task ScanAsync() => _files.ScanAsync(new NullSink());

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "scan and compress, a record")]
    public async Task ScanAndCompressAsync()
    {
        var path = _files.NewPath("ndjson.zst");
        using (var sink = new RawFileSink(path))
        {
            await _files.ScanAsync(sink);
            sink.Complete();
        }

        File.Delete(path);
    }
}
