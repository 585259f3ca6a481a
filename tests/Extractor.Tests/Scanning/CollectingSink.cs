using System.Text;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>Keeps what a splitter hands out.</summary>
internal sealed class CollectingSink : IRecordSink
{
    public ShapeCollector Shapes { get; } = new();

    public List<string> Records { get; } = [];

    public List<(string Record, string Reason)> Rejects { get; } = [];

    public void Accept(ReadOnlySpan<byte> record) => Records.Add(Encoding.UTF8.GetString(record));

    public void Reject(ReadOnlySpan<byte> record, string reason) => Rejects.Add((Encoding.UTF8.GetString(record), reason));
}
