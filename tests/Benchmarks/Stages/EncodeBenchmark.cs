using BenchmarkDotNet.Attributes;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Loader.Loading.Copy;

namespace EtlAspire.Benchmarks.Stages;

/// <summary>The Loader's way with a batch: from the typed file to COPY's binary form, which goes nowhere.</summary>
public class EncodeBenchmark
{
    private const long RunNumber = 1;

    private BatchFiles _files = null!;
    private string _path = "";
    private TypedColumn[] _columns = [];

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _files = new BatchFiles();
        (_path, var columns) = await _files.TransformAsync();
        _columns = [.. columns, new TypedColumn("_record", ColumnType.Bigint)];
    }

    [GlobalCleanup]
    public void CleanUp() => _files.Dispose();

    [Benchmark(OperationsPerInvoke = BatchFiles.Records, Description = "encode")]
    public async Task<long> EncodeAsync()
    {
        using var rows = ParquetRows.Open(_path, _columns);
        return await ParquetCopy.WriteAsync(rows, Stream.Null, RunNumber, CancellationToken.None);
    }
}
