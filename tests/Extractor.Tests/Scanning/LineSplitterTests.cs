using System.Text;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Tests.Scanning;

public sealed class LineSplitterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"id\":1}\n{\"id\":2}\n", "{\"id\":1}|{\"id\":2}")]
    [InlineData("{\"id\":1}\r\n{\"id\":2}", "{\"id\":1}|{\"id\":2}")]
    [InlineData("\n\r\n \t\n{}\n\n", "{}")]
    [InlineData("\uFEFF{\"a\":\"ä漢😀\"}\n{}", "{\"a\":\"ä漢😀\"}|{}")]
    [InlineData("\uFEFF\n{}", "{}")]
    [InlineData("  { \"a\" : 1 }\t \n", "{ \"a\" : 1 }")]
    [InlineData("", "")]
    [InlineData("\uFEFF", "")]
    public async Task Each_line_is_a_record(string text, string expected)
    {
        for (var pieceSize = 1; pieceSize <= text.Length + 3; pieceSize++)
        {
            var sink = await SplitAsync(Encoding.UTF8.GetBytes(text), pieceSize);

            Assert.Equal(expected, string.Join('|', sink.Records));
            Assert.Empty(sink.Rejects);
        }
    }

    [Theory]
    [InlineData("{\"id\":x}", "The line is not valid JSON at byte 7: 'x' is an invalid start of a value.")]
    [InlineData("  {\"a\":true", "The line is not valid JSON at byte 12: Expected depth to be zero at the end of the JSON payload. "
        + "There is an open JSON object or array that should be closed.")]
    [InlineData("{\"id\":1} {\"id\":2}", "The line goes on after its record, at byte 10.")]
    [InlineData("{\"id\":1},", "The line goes on after its record, at byte 9.")]
    [InlineData("hello", "The line is not valid JSON at byte 1: 'h' is an invalid start of a value.")]
    [InlineData("[1,2]", "The record is an array, not an object.")]
    [InlineData("12", "The record is a number, not an object.")]
    [InlineData("{\"a\":\"\\u0000\"}", RecordFaults.Nul)]
    [InlineData("{\"a\":\"\\ud83d\"}", RecordFaults.LoneSurrogate)]
    [InlineData("{\"a\":\"\u00FF\"}", RecordFaults.NotUtf8)]
    [InlineData("{\0}", "The line is not valid JSON at byte 2: '0x00' is an invalid start of a property name. Expected a '\"'.")]
    public async Task A_line_that_is_no_record_is_rejected_and_the_next_is_read(string line, string reason)
    {
        var sink = await SplitAsync(Encoding.Latin1.GetBytes($"{{\"id\":1}}\n{line}\r\n{{\"id\":3}}"), pieceSize: 5);

        Assert.Equal(["{\"id\":1}", "{\"id\":3}"], sink.Records);
        Assert.Equal(
            (Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)), reason),
            Assert.Single(sink.Rejects));
        Assert.Equal("id", Assert.Single(sink.Shapes.ToShape().Fields).Key);
    }

    [Fact]
    public async Task A_record_that_is_broken_over_lines_is_none()
    {
        var sink = await SplitAsync([.. "{\"a\":\n1}\n{}"u8], pieceSize: 4);

        Assert.Equal(["{\"a\":", "1}"], sink.Rejects.Select(reject => reject.Record));
        Assert.Equal(["{}"], sink.Records);
    }

    [Fact]
    public async Task A_line_larger_than_the_buffer_arrives_whole()
    {
        var record = $$"""{"b":"{{new string('x', 3_000_000)}}"}""";

        var sink = await SplitAsync(Encoding.UTF8.GetBytes($"{{}}\n{record}\n{{}}"), pieceSize: 10_000);

        Assert.Equal(["{}", record, "{}"], sink.Records);
    }

    [Fact]
    public async Task A_text_is_never_held_as_a_whole_and_its_records_cost_no_memory()
    {
        var line = Encoding.UTF8.GetBytes($$"""{"id":1234567,"name":"{{new string('n', 480)}}"}""" + "\n");
        var piece = Enumerable.Repeat(line, 100).SelectMany(bytes => bytes).ToArray();
        var pieces = 0;
        var largestBuffer = 0;
        ReadBytes read = (buffer, _) =>
        {
            largestBuffer = Math.Max(largestBuffer, buffer.Length);
            if (++pieces > 400)
                return ValueTask.FromResult(0);
            piece.CopyTo(buffer);
            return ValueTask.FromResult(piece.Length);
        };
        var sink = new CountingSink();
        using var buffer = new ResponseBuffer(read);
        var lines = new LineSplitter(buffer, position: 0);
        await lines.ReadPageAsync(sink, line.Length, Cancel);

        var before = GC.GetAllocatedBytesForCurrentThread();
        while (!lines.IsAtEnd)
            await lines.ReadPageAsync(sink, long.MaxValue, Cancel);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(40_000, sink.Count);
        Assert.InRange(largestBuffer, 0, 1_000_000); // of 20 MB
        Assert.InRange(allocated, 0, 40_000); // less than a byte a record
    }

    private static async Task<CollectingSink> SplitAsync(byte[] text, int pieceSize)
    {
        var sink = new CollectingSink();
        using var buffer = Response.Buffer(text, pieceSize);
        var lines = new LineSplitter(buffer, position: 0);
        while (!lines.IsAtEnd)
            await lines.ReadPageAsync(sink, long.MaxValue, Cancel);
        return sink;
    }

    private sealed class CountingSink : IRecordSink
    {
        public ShapeCollector Shapes { get; } = new();

        public int Count { get; private set; }

        public void Accept(ReadOnlySpan<byte> record) => Count++;

        public void Reject(ReadOnlySpan<byte> record, string reason) => Assert.Fail(reason);
    }
}
