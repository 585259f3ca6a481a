using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace EtlAspire.Extractor.Scanning;

/// <summary>
/// Splits a JSON response into its records while it arrives: the elements of the array that the data selector leads to;
/// without one those of the array that the response is, or else the whole response as the only record.
/// </summary>
internal sealed class RecordSplitter(
    ResponseBuffer buffer, IRecordSink sink, string? dataSelector, IReadOnlyList<string> answerPaths)
{
    private const int MaxNames = 10;
    private const int ShownCharacters = 80;

    // A record may be nested as deep as it likes: it is set aside, but its end has to be found.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1_000_000 };

    private readonly AnswerPath? _selector = dataSelector is null ? null : new AnswerPath(dataSelector);
    private readonly AnswerPath[] _paths = [.. answerPaths.Select(path => new AnswerPath(path))];
    private readonly List<string> _names = [];
    private readonly XxHash3 _checksum = new();
    private JsonReaderState _state = new(Options);
    private bool _hasBegun;
    private bool _isInRecords;
    private bool _hasFoundRecords;
    private long _records;

    /// <summary>Reads the response to its end.</summary>
    /// <exception cref="ResponseException">It is not JSON, breaks off, or has no array where the selector leads.</exception>
    public async Task<PageContent> ReadAsync(CancellationToken cancellationToken)
    {
        await SkipByteOrderMarkAsync(cancellationToken);
        do
        {
            // Each time at least twice of what was not enough: a large record is not looked through from its start too often.
            await buffer.FillAsync(2 * buffer.Unread.Length + 1, cancellationToken);
            Scan();
        }
        while (!buffer.IsCompleted);

        if (_selector is not null && !_hasFoundRecords)
            throw WrongSelector($"has no '{_selector.Path}'");

        var values = _paths.Where(path => path.Value is not null).ToDictionary(path => path.Path, path => path.Value!);
        return new PageContent(
            _records, values, _records == 0 ? null : Convert.ToHexStringLower(_checksum.GetCurrentHash()));
    }

    private async Task SkipByteOrderMarkAsync(CancellationToken cancellationToken)
    {
        await buffer.FillAsync(Encoding.UTF8.Preamble.Length, cancellationToken);
        if (buffer.Unread.StartsWith(Encoding.UTF8.Preamble))
            buffer.Advance(Encoding.UTF8.Preamble.Length);
    }

    private void Scan()
    {
        var reader = new Utf8JsonReader(buffer.Unread, buffer.IsCompleted, _state);
        try
        {
            Scan(ref reader);
        }
        catch (JsonException exception) when (_hasBegun)
        {
            throw new ResponseException(ResponseException.MalformedResponse,
                $"answered with broken JSON after {_records:N0} records: {exception.Message}",
                "The source sends JSON that breaks off or is not well-formed; tell whoever runs it.", exception);
        }
        catch (JsonException exception)
        {
            throw new ResponseException(ResponseException.NotJson,
                $"did not answer with JSON but with {DescribeStart()}",
                "Check base_url and path: a page for people often stands where the API is not.", exception);
        }

        buffer.Advance((int)reader.BytesConsumed);
        _state = reader.CurrentState;
    }

    private void Scan(ref Utf8JsonReader reader)
    {
        while (true)
        {
            var before = reader;
            if (!reader.Read())
                return;

            _hasBegun = true;
            if (_isInRecords && reader.TokenType == JsonTokenType.EndArray)
            {
                _isInRecords = false;
            }
            else if (!(_isInRecords ? TryTake(ref reader) : TryPass(ref reader)))
            {
                reader = before;
                return;
            }
        }
    }

    private bool TryTake(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        if (!sink.Shapes.TryCollect(ref reader, out var fault))
            return false;

        _records++;
        var record = buffer.Unread[start..(int)reader.BytesConsumed];
        _checksum.Append(record);
        sink.Take(record, fault ?? RecordFaults.Find(record));
        return true;
    }

    private bool TryPass(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                if (reader.CurrentDepth == 1 && _names.Count < MaxNames && RecordFaults.Find(reader.ValueSpan) is null)
                    _names.Add(reader.GetString()!);
                _selector?.Pass(ref reader);
                foreach (var path in _paths)
                    path.Pass(ref reader);
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                return true;
            default:
                return TryPassValue(ref reader);
        }
    }

    private bool TryPassValue(ref Utf8JsonReader reader)
    {
        foreach (var path in _paths)
        {
            if (path.IsAt(ref reader))
                path.Value = new AnswerValue(reader.TokenType, Encoding.UTF8.GetString(reader.ValueSpan));
        }

        if (_selector is null)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                return TryTake(ref reader);
            _isInRecords = true;
        }
        else if (_selector.IsAt(ref reader))
        {
            _hasFoundRecords = true;
            _isInRecords = reader.TokenType == JsonTokenType.StartArray;
            if (!_isInRecords && reader.TokenType != JsonTokenType.Null)
                throw WrongSelector($"has no array at '{_selector.Path}'");
        }

        return true;
    }

    private ResponseException WrongSelector(string problem) => new("bad_data_selector",
        $"answered with JSON that {problem}" + (_names.Count == 0 ? "" : $"; at the top it has {string.Join(", ", _names)}"),
        "Let data_selector name the way to the array of records.");

    private string DescribeStart() => buffer.Unread.Trim(" \t\r\n"u8).IsEmpty
        ? "nothing"
        : $"'{Head(buffer.Unread)}'";

    // On one line.
    private static string Head(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4 * ShownCharacters)]).TrimStart();
        var head = text.Length > ShownCharacters ? text[..ShownCharacters] + "…" : text;
        return string.Concat(head.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
