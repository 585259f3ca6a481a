using System.Text;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Storage.Lake;

namespace EtlAspire.Extractor.Extracting;

/// <summary>
/// Writes a slice's records into raw files, a batch each: what comes in one page beyond a batch's limits goes into further
/// batches. Disposed before it is finished, it leaves no file.
/// </summary>
internal sealed class SliceWriter(ExtractingOptions limits, Func<LakeDraft> createFile) : IRecordSink, IAsyncDisposable
{
    private readonly List<BatchDraft> _full = [];
    private BatchDraft _current = new(createFile);
    private long _rejects;
    private string? _guess;

    public ShapeCollector Shapes => _current.Shapes;

    /// <summary>Whether the slice holds as much as a batch may, and should end with its page.</summary>
    public bool IsFull => _full.Count > 0 || IsCurrentFull;

    private bool IsCurrentFull => _current.Count >= limits.BatchRecords
        || _current.Bytes >= limits.BatchBytes
        || _current.Shapes.Fields >= limits.BatchFields;

    public void Accept(ReadOnlySpan<byte> record)
    {
        _current.Accept(record);
        RollOver();
    }

    public void Reject(ReadOnlySpan<byte> record, string reason)
    {
        if (++_rejects == 1)
            _guess = RejectedText.GuessFormat(Encoding.UTF8.GetString(record[..Math.Min(record.Length, RejectedText.ShownCharacters)]));
        if (_rejects > limits.SliceRejects)
        {
            throw new RunFailedException(Stage.Extract, ErrorKinds.TooManyRejects,
                $"More than {limits.SliceRejects:N0} records of one slice cannot be used, the last one because: {reason}",
                $"{_guess} Look at the source; check that data_selector leads to the array of records, or file_glob to files of them.".TrimStart());
        }

        _current.Reject(record, reason);
        RollOver();
    }

    /// <summary>Makes the files durable and visible.</summary>
    public async Task<IReadOnlyList<ExtractedBatch>> FinishAsync(CancellationToken cancellationToken)
    {
        if (_current.Count > 0)
            _full.Add(_current);

        var batches = new List<ExtractedBatch>();
        foreach (var draft in _full)
            batches.Add(await draft.FinishAsync(cancellationToken));
        return batches;
    }

    public async ValueTask DisposeAsync()
    {
        await _current.DisposeAsync();
        foreach (var draft in _full)
            await draft.DisposeAsync();
    }

    private void RollOver()
    {
        if (!IsCurrentFull)
            return;

        _current.Close();
        _full.Add(_current);
        _current = new BatchDraft(createFile);
    }
}
