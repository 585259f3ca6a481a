using System.Text;
using EtlAspire.Benchmarks.Data;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Benchmarks.Stages;

/// <summary>One batch of users, as each stage finds it; the files lie in a temporary folder.</summary>
internal sealed class BatchFiles : IDisposable
{
    public const int Records = 50_000;
    private const int BatchNumber = 1;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("etl-stages-");
    private readonly byte[] _lines = UserLines.Create(Records);
    private readonly byte[] _array = CreateArray();
    private int _files;

    public string NewPath(string extension) => Path.Combine(_folder.FullName, $"{++_files}.{extension}");

    /// <summary>Scans the lines, as the Extractor does with a file.</summary>
    public async Task ScanLinesAsync(IRecordSink sink)
    {
        using var buffer = new ResponseBuffer(ReaderOf(_lines));
        var splitter = new LineSplitter(buffer, position: 0);
        while (!splitter.IsAtEnd)
            await splitter.ReadPageAsync(sink, long.MaxValue, CancellationToken.None);
    }

    /// <summary>Scans the array, as the Extractor does with a response.</summary>
    public async Task ScanArrayAsync(IRecordSink sink)
    {
        using var buffer = new ResponseBuffer(ReaderOf(_array));
        await new RecordSplitter(buffer, sink, null, []).ReadAsync(CancellationToken.None);
    }

    /// <summary>Writes the raw file and gives what the Transformer gets.</summary>
    public async Task<BatchInput> ExtractAsync()
    {
        var path = NewPath("ndjson.zst");
        using var sink = new RawFileSink(path);
        await ScanLinesAsync(sink);
        sink.Complete();
        var steps = PipelineReader.Read(UsersPipeline.Definition(Records)).Definition!.Resources[0].Transform;
        return new BatchInput(path, BatchNumber, Records, sink.Shapes.ToShape(), steps, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Writes the typed file and gives what the Loader gets.</summary>
    public async Task<(string Path, IReadOnlyList<TypedColumn> Columns)> TransformAsync()
    {
        var path = NewPath("parquet");
        var output = await BatchTransformation.RunAsync(await ExtractAsync(), path, CancellationToken.None);
        return (path, output.Columns);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ReadBytes ReaderOf(byte[] bytes)
    {
        var read = 0;
        return (memory, _) =>
        {
            var count = Math.Min(memory.Length, bytes.Length - read);
            bytes.AsSpan(read, count).CopyTo(memory.Span);
            read += count;
            return ValueTask.FromResult(count);
        };
    }

    private static byte[] CreateArray()
    {
        var lines = Encoding.UTF8.GetString(UserLines.Create(Records)).TrimEnd('\n');
        return Encoding.UTF8.GetBytes($"[{lines.Replace('\n', ',')}]");
    }
}
