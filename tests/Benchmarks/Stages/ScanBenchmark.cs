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

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "scan lines")]
    public Task ScanLinesAsync() => _files.ScanLinesAsync(new NullSink());

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "scan an array")]
    public Task ScanArrayAsync() => _files.ScanArrayAsync(new NullSink());

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "scan lines and compress")]
    public async Task ScanAndCompressAsync()
    {
        var path = _files.NewPath("ndjson.zst");
        using (var sink = new RawFileSink(path))
        {
            await _files.ScanLinesAsync(sink);
            sink.Complete();
        }

        File.Delete(path);
    }
}
