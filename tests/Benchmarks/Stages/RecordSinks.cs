using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Benchmarks.Stages;

/// <summary>Lets records go once their shape is collected.</summary>
internal sealed class NullSink : IRecordSink
{
    public ShapeCollector Shapes { get; } = new();

    public void Accept(ReadOnlySpan<byte> record)
    {
    }

    public void Reject(ReadOnlySpan<byte> record, string reason) =>
        throw new InvalidOperationException($"The benchmark's records are all good, but: {reason}");
}

/// <summary>Writes records into a raw file.</summary>
internal sealed class RawFileSink(string path) : IRecordSink, IDisposable
{
    private readonly RawFileWriter _writer = new(path);

    public ShapeCollector Shapes { get; } = new();

    public void Accept(ReadOnlySpan<byte> record) => _writer.WriteLine(record);

    public void Reject(ReadOnlySpan<byte> record, string reason) =>
        throw new InvalidOperationException($"The benchmark's records are all good, but: {reason}");

    public void Complete() => _writer.Complete();

    public void Dispose() => _writer.Dispose();
}
