using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// Reads the demanded fields of records into DuckDB's vectors: texts are not even copied, numbers keep every digit that their
/// type was chosen to hold. A record in which a name is given twice, or written with escapes, is read once more, token by token.
/// </summary>
internal sealed class RecordReader : IDisposable
{
    private const int MaxDepth = 64;

    private static readonly JsonReaderOptions Patient = new() { MaxDepth = 1_000 };

    private readonly RawLines _lines;
    private readonly PinnedMemory _texts = new();
    private readonly FieldPlace _root;
    private readonly bool _isReadTwice;
    private RecordTemplate<FieldPlace?> _template = new();
    private RecordTemplate<FieldPlace?> _earlier = new();

    public RecordReader(string path, IReadOnlyList<SourceField> fields)
    {
        Vectors = [.. fields.Select(field => new FieldVector(field.Type))];
        _root = FieldPlace.Of(fields.Zip(Vectors).ToDictionary());
        _isReadTwice = _root.IsReadTwice;
        _lines = new RawLines(path);
    }

    /// <summary>The columns, in the order of the fields.</summary>
    public IReadOnlyList<FieldVector> Vectors { get; }

    /// <summary>How many records are read.</summary>
    public long Count { get; private set; }

    /// <summary>Begins another chunk.</summary>
    public void BeginChunk()
    {
        _lines.BeginChunk();
        _texts.BeginChunk();
    }

    /// <summary>Reads the next record.</summary>
    /// <param name="row">Where in the vectors, which have none of it so far.</param>
    /// <returns>False when there is none.</returns>
    /// <exception cref="InvalidDataException">A value is none of those that the batch's shape tells of.</exception>
    public bool TryRead(int row)
    {
        if (!_lines.TryRead(out var line))
            return false;

        Count++;
        if (TryRepeat(line, row))
            return true;

        // Where a field is missing now and then, records are made in two ways.
        (_template, _earlier) = (_earlier, _template);
        if (TryRepeat(line, row))
            return true;

        _template.Begin();
        var cursor = new JsonCursor(line);
        if (cursor.TryPass('{') && TryReadFields(ref cursor, _root, row))
            _template.Complete(line);
        else
            ReadPatiently(line, row);
        return true;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _texts.Dispose();
    }

    // What it writes before it finds a difference is written once more: up to there, the record is what it was taken for.
    private bool TryRepeat(ReadOnlySpan<byte> line, int row)
    {
        if (!_template.IsKnown || _isReadTwice)
            return false;

        var cursor = new JsonCursor(line);
        foreach (ref readonly var value in _template.Values)
        {
            if (!cursor.TryPass(_template.Before(value)))
                return false;
            var place = value.Place;
            var token = cursor.Peek();
            if (IsOpened(token, place) || !TryReadOrSkip(ref cursor, token, place, row))
                return false;
        }

        return cursor.TryPass(_template.Rest) && cursor.IsAtEnd;
    }

    private bool TryReadFields(ref JsonCursor cursor, FieldPlace parent, int row)
    {
        if (cursor.TryPass('}'))
            return true;

        var expected = 0;
        do
        {
            if (!parent.TryFind(ref cursor, ref expected, out var place) || place?.IsFirstIn(Count) == false)
                return false;
            var token = cursor.Peek();
            var start = cursor.Position;
            if (!TryReadOrSkip(ref cursor, token, place, row))
                return false;
            if (!IsOpened(token, place))
                _template.Add(start, cursor.Position, place);
        }
        while (cursor.TryPass(','));

        return cursor.TryPass('}');
    }

    private static bool IsOpened(byte token, FieldPlace? place) => token == '{' && place is { HasChildren: true };

    /// <summary>Reads a value that begins right here with a token.</summary>
    private bool TryReadOrSkip(ref JsonCursor cursor, byte token, FieldPlace? place, int row) =>
        place is null ? cursor.TrySkip(MaxDepth) : TryReadValue(ref cursor, token, place, row);

    private bool TryReadValue(ref JsonCursor cursor, byte token, FieldPlace place, int row)
    {
        var start = cursor.Position;
        switch (token)
        {
            case (byte)'"':
                if (!cursor.TryReadText(out var text, out var isEscaped))
                    return false;
                return !isEscaped && place.TextVector is { } vector ? vector.TryWriteText(row, text)
                    : TryWriteText(cursor.Since(start), text, isEscaped, place.Targets, row);
            case (byte)'n':
                return cursor.TryPass("null"u8);
            case (byte)'{' when place.HasChildren:
                return cursor.TryPass('{') && TryReadFields(ref cursor, place, row)
                    && TryWrite(cursor.Since(start), isObject: true, place.Targets, row);
            default:
                return cursor.TrySkip(MaxDepth) && TryWrite(cursor.Since(start), token == '{', place.Targets, row);
        }
    }

    private bool TryWriteText(ReadOnlySpan<byte> quoted, ReadOnlySpan<byte> text, bool isEscaped, FieldTarget[] targets, int row)
    {
        foreach (var (vector, _) in targets)
        {
            var isWritten = vector.IsJson ? vector.TryWrite(row, quoted)
                : vector.TryWriteText(row, isEscaped ? Unescape(quoted) : text);
            if (!isWritten)
                return false;
        }

        return true;
    }

    private static bool TryWrite(ReadOnlySpan<byte> json, bool isObject, FieldTarget[] targets, int row)
    {
        foreach (var (vector, withoutObjects) in targets)
        {
            if (!(withoutObjects && isObject) && !vector.TryWrite(row, json))
                return false;
        }

        return true;
    }

    private Span<byte> Unescape(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        var text = _texts.TakePiece(quoted.Length);
        return text[..reader.CopyString(text)];
    }

    /// <summary>Reads a record whatever is in it, from its start.</summary>
    private void ReadPatiently(ReadOnlySpan<byte> line, int row)
    {
        _root.Clear(row);
        var reader = new Utf8JsonReader(line, Patient);
        reader.Read();
        ReadFieldsPatiently(ref reader, line, _root, row);
    }

    private void ReadFieldsPatiently(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, FieldPlace parent, int row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = parent.Find(ref reader);
            reader.Read();
            if (place is null)
                reader.Skip();
            else
                ReadValuePatiently(ref reader, line, place, row);
        }
    }

    private void ReadValuePatiently(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, FieldPlace place, int row)
    {
        place.Clear(row); // a name given twice: the last one counts, with all that is in it
        var (token, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        if (token == JsonTokenType.StartObject && place.HasChildren)
            ReadFieldsPatiently(ref reader, line, place, row);
        else
            reader.Skip();
        if (token == JsonTokenType.Null)
            return;

        var json = line[start..(int)reader.BytesConsumed];
        var isWritten = token == JsonTokenType.String
            ? TryWriteText(json, json[1..^1], reader.ValueIsEscaped, place.Targets, row)
            : TryWrite(json, token == JsonTokenType.StartObject, place.Targets, row);
        if (!isWritten)
            throw new InvalidDataException($"Line {Count} of the raw file holds a value that the batch's shape does not tell of.");
    }
}
