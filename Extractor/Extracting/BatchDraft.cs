using System.Text;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Storage.Lake;

namespace EtlAspire.Extractor.Extracting;

/// <summary>A batch that is being written. Disposed before it is finished, it leaves no file.</summary>
internal sealed class BatchDraft(Func<LakeDraft> createFile) : IAsyncDisposable
{
    private readonly List<RejectedRecord> _rejects = [];
    private LakeDraft? _file;
    private RawFileWriter? _writer;
    private long _records;

    public ShapeCollector Shapes { get; } = new();

    /// <summary>Records so far, rejected ones as well.</summary>
    public long Count => _records + _rejects.Count;

    /// <summary>Bytes so far, as they came.</summary>
    public long Bytes { get; private set; }

    public void Accept(ReadOnlySpan<byte> record)
    {
        if (_writer is null)
        {
            _file = createFile();
            _writer = new RawFileWriter(_file.TemporaryPath);
        }

        _writer.WriteLine(record);
        _records++;
        Bytes += record.Length;
    }

    public void Reject(ReadOnlySpan<byte> record, string reason)
    {
        _rejects.Add(new RejectedRecord(Count + 1, reason, Encoding.UTF8.GetString(record)));
        Bytes += record.Length;
    }

    /// <summary>Ends the raw file, so that no more than the draft of one batch holds buffers.</summary>
    public void Close()
    {
        _writer?.Complete();
        _writer?.Dispose();
        _writer = null;
    }

    public async Task<ExtractedBatch> FinishAsync(CancellationToken cancellationToken)
    {
        Close();
        var file = _file is null ? null : await _file.CommitAsync(_records, cancellationToken);
        return new ExtractedBatch(file, _records, _rejects, Shapes.ToShape().ToJson());
    }

    public async ValueTask DisposeAsync()
    {
        _writer?.Dispose();
        _writer = null;
        if (_file is not null)
            await _file.DisposeAsync();
    }
}
