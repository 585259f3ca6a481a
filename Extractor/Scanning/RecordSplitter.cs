using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Scanning;

/// <summary>
/// Splits a JSON response into its records while it arrives: the elements of the array that the data selector leads to;
/// without one those of the array that the response is, or else the whole response as the only record. <c>[]</c>, <c>{}</c>
/// and <c>null</c> have none; nor has an answer without the selected array and with no name that earlier ones did not have.
/// </summary>
/// <param name="buffer">The response.</param>
/// <param name="sink">Takes the records.</param>
/// <param name="dataSelector">Where the array of records is.</param>
/// <param name="answerPaths">What else is asked for.</param>
/// <param name="earlierNames">The names at the top of the answers before, which had that array; null where there were none.</param>
internal sealed class RecordSplitter(
    ResponseBuffer buffer, IRecordSink sink, string? dataSelector, IReadOnlyList<string> answerPaths,
    IReadOnlyCollection<string>? earlierNames = null)
{
    /// <summary>How many names are kept; an answer with so many at its top is a map rather than an envelope.</summary>
    private const int MaxNames = 50;
    private const int ShownNames = 10;
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
    private bool _hasContent;
    private PageForm? _form;
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

        if (_selector is not null && !_hasFoundRecords && _hasContent && !IsLikeEarlierAnswers())
            throw WrongSelector($"has no '{_selector.Path}'");

        var values = _paths.Where(path => path.Value is not null).ToDictionary(path => path.Path, path => path.Value!);
        return new PageContent(_records, values, _records == 0 ? null : Convert.ToHexStringLower(_checksum.GetCurrentHash()))
        {
            Form = _form,
            Names = _names,
        };
    }

    private bool IsLikeEarlierAnswers() => earlierNames is not null && _names.Count is > 0 and < MaxNames && _names.All(earlierNames.Contains);

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
            throw new ResponseException(ErrorKinds.MalformedResponse,
                $"answered with broken JSON after {_records:N0} records: {exception.Message}",
                "The source sends JSON that breaks off or is not well-formed; tell whoever runs it.", exception);
        }
        catch (JsonException exception)
        {
            throw new ResponseException(ErrorKinds.NotJson,
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
        _form ??= _isInRecords ? PageForm.Array : PageForm.Object;
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
            return TryTakeAnswer(ref reader);

        if (_selector.IsAt(ref reader))
        {
            _hasFoundRecords = true;
            _isInRecords = reader.TokenType == JsonTokenType.StartArray;
            if (!_isInRecords && reader.TokenType != JsonTokenType.Null)
                throw WrongSelector($"has no array at '{_selector.Path}'");
        }
        else
        {
            _hasContent |= reader.CurrentDepth > 0 || !IsNothingYet(reader.TokenType);
        }

        return true;
    }

    private bool TryTakeAnswer(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var next = reader;
            if (!next.Read())
                return false;
            if (next.TokenType != JsonTokenType.EndObject)
                return TryTake(ref reader);
            reader = next;
        }

        _isInRecords = reader.TokenType == JsonTokenType.StartArray;
        return _isInRecords || reader.TokenType is JsonTokenType.EndObject or JsonTokenType.Null || TryTake(ref reader);
    }

    private static bool IsNothingYet(JsonTokenType start) =>
        start is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null;

    private ResponseException WrongSelector(string problem) => new(ErrorKinds.BadDataSelector,
        $"answered with JSON that {problem}" + (_names.Count == 0 ? "" : $"; at the top it has {string.Join(", ", _names.Take(ShownNames))}"),
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
