using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Scanning;

/// <summary>
/// Splits a text into its lines while it is read, each of which is a record: one JSON object. What is none is rejected, and
/// the next line is read; blank lines are passed over.
/// </summary>
/// <param name="buffer">The text from a position on.</param>
/// <param name="position">Where in the text that is, in bytes.</param>
internal sealed class LineSplitter(ResponseBuffer buffer, long position)
{
    // A slice looks at the clock after each page.
    private const int PageLines = 5_000;

    // A record may be nested as deep as it likes: the reason is then that, and not its JSON.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1_000_000 };

    private int _linesLeft;

    /// <summary>How far the text is read: the start of a line.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Whether the text is read to its end; known for certain only after the last page.</summary>
    public bool IsAtEnd => buffer.IsCompleted && buffer.Unread.IsEmpty;

    private static ReadOnlySpan<byte> WhiteSpace => " \t\r"u8;

    /// <summary>Reads a page: lines that begin before an end, no more than a few thousand, and none for a sink that is full.</summary>
    /// <exception cref="ResponseException">A line is larger than a record may be.</exception>
    public async ValueTask ReadPageAsync(IRecordSink sink, long end, CancellationToken cancellationToken)
    {
        _linesLeft = PageLines;
        TakeLines(sink, end);
        while (Position < end && _linesLeft > 0 && !sink.IsFull && !IsAtEnd)
        {
            await FillAsync(cancellationToken);
            TakeLines(sink, end);
        }
    }

    /// <summary>Moves behind the next line break, or so far that no line can begin before an end.</summary>
    public async ValueTask SkipLineAsync(long end, CancellationToken cancellationToken)
    {
        var length = -1;
        while (Position < end && length < 0 && !IsAtEnd)
        {
            await buffer.FillAsync(1, cancellationToken);
            length = buffer.Unread.IndexOf((byte)'\n');
            Advance(length < 0 ? buffer.Unread.Length : length + 1);
        }
    }

    /// <summary>Moves on to a position that was the start of a line.</summary>
    public async ValueTask SkipToAsync(long position, CancellationToken cancellationToken)
    {
        while (Position < position && !IsAtEnd)
        {
            await buffer.FillAsync(1, cancellationToken);
            Advance((int)Math.Min(buffer.Unread.Length, position - Position));
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (buffer.Unread.Length >= ResponseBuffer.MaxSize)
        {
            throw new ResponseException(ErrorKinds.RecordTooLarge,
                $"has a line larger than {ResponseBuffer.MaxSize / (1024 * 1024)} MB at byte {Position}",
                "Check that it has line breaks, one after each record; larger records cannot be read.");
        }

        // Each time at least twice of what was not enough: a large line is not searched for its end too often.
        await buffer.FillAsync(2 * buffer.Unread.Length + 1, cancellationToken);
    }

    private void TakeLines(IRecordSink sink, long end)
    {
        while (Position < end && _linesLeft > 0 && !sink.IsFull)
        {
            var text = buffer.Unread;
            var length = text.IndexOf((byte)'\n');
            var isLast = length < 0;
            if (isLast && (!buffer.IsCompleted || text.IsEmpty))
                return;

            TakeLine(isLast ? text : text[..length], sink);
            Advance(isLast ? text.Length : length + 1);
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line, IRecordSink sink)
    {
        if (Position == 0 && line.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        line = line.TrimEnd(WhiteSpace);
        if (line.IsEmpty)
            return;

        _linesLeft--;
        var fault = FindFault(line, sink.Shapes, out var record);
        sink.Take(fault is null ? record : line, fault);
    }

    private static string? FindFault(ReadOnlySpan<byte> line, ShapeCollector shapes, out ReadOnlySpan<byte> record)
    {
        record = line.TrimStart(WhiteSpace);
        if (shapes.TryFollow(record))
            return null;

        var reader = new Utf8JsonReader(line, Options);
        string? fault;
        try
        {
            reader.Read();
            shapes.TryCollect(ref reader, out fault);
        }
        catch (JsonException exception)
        {
            var problem = exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
            return $"The line is not valid JSON at byte {exception.BytePositionInLine + 1}: {problem}.";
        }

        var rest = line[(int)reader.BytesConsumed..];
        return rest.IsEmpty
            ? fault ?? RecordFaults.Find(record)
            : $"The line goes on after its record, at byte {line.Length - rest.TrimStart(WhiteSpace).Length + 1}.";
    }

    private void Advance(int count)
    {
        buffer.Advance(count);
        Position += count;
    }
}
