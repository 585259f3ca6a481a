using System.Text;
using System.Text.Json;
using EtlAspire.Extractor.Scanning;

namespace EtlAspire.Extractor.Tests.Scanning;

public sealed class RecordSplitterTests
{
    [Theory]
    [InlineData("""[{"a":1},{"a":2}]""", null, """{"a":1}|{"a":2}""")]
    [InlineData("""{"a":1}""", null, """{"a":1}""")]
    [InlineData("[]", null, "")]
    [InlineData("""{"data":{"items":[{"a":1}]}}""", "data.items", """{"a":1}""")]
    [InlineData("""{"x":{"items":[{"no":1}]},"data":{"x":[[{"items":[1]}]],"items":[{"a":1},{"b":[{"items":2}]}]},"y":[1]}""",
        "data.items", """{"a":1}|{"b":[{"items":2}]}""")]
    [InlineData("""{"items":null}""", "items", "")]
    [InlineData("""{"it\u0065ms":[{"a":1}]}""", "items", """{"a":1}""")]
    public async Task Records_are_found_where_the_selector_leads(string response, string? selector, string expected)
    {
        for (var pieceSize = 1; pieceSize <= response.Length; pieceSize++)
        {
            var (content, sink) = await Response.SplitAsync(response, pieceSize, selector);

            Assert.Equal(expected, string.Join('|', sink.Records));
            Assert.Equal(sink.Records.Count, content.Records);
        }
    }

    [Fact]
    public async Task A_byte_order_mark_and_white_space_are_passed_over()
    {
        byte[] response = [0xEF, 0xBB, 0xBF, .. "\r\n [ {\"a\":\r\n1} ,\t{} ] \r\n"u8];

        var (_, sink) = await Response.SplitAsync(response, pieceSize: 2);

        Assert.Equal(["{\"a\":\r\n1}", "{}"], sink.Records);
    }

    [Fact]
    public async Task What_is_not_an_object_is_rejected_with_its_reason()
    {
        var (content, sink) = await Response.SplitAsync("""[{"id":1},2,"three",null,[5,[6]],true,{"id":7}]""", 3);

        Assert.Equal(["""{"id":1}""", """{"id":7}"""], sink.Records);
        Assert.Equal(
            [
                ("2", "The record is a number, not an object."),
                ("\"three\"", "The record is a text, not an object."),
                ("null", "The record is null, not an object."),
                ("[5,[6]]", "The record is an array, not an object."),
                ("true", "The record is true or false, not an object."),
            ],
            sink.Rejects);
        Assert.Equal(7, content.Records);
    }

    [Fact]
    public async Task A_root_that_is_no_object_is_one_rejected_record()
    {
        var (_, sink) = await Response.SplitAsync("12345", pieceSize: 2);

        Assert.Equal(("12345", "The record is a number, not an object."), Assert.Single(sink.Rejects));
    }

    [Fact]
    public async Task A_rejected_record_leaves_no_trace_in_the_shape()
    {
        var (_, sink) = await Response.SplitAsync(
            """[{"a":1},{"a":"x","b":{"c":null},"a":12345,"d":"\ud83d"},{"a":null}]""", 5);

        Assert.Single(sink.Rejects);
        var shape = sink.Shapes.ToShape();
        Assert.Equal("a", Assert.Single(shape.Fields).Key);
        Assert.Equal((Contracts.Batches.JsonKinds.Integer, 1L, 1),
            (shape.Fields["a"].Kinds, shape.Fields["a"].Nulls, shape.Fields["a"].IntegerDigits));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(5000, false)]
    public async Task Records_nested_deeper_than_64_are_rejected(int depth, bool isAccepted)
    {
        var objects = string.Concat(Enumerable.Repeat("""{"a":""", depth)) + "1" + new string('}', depth);
        var arrays = """{"a":""" + new string('[', depth - 1) + "1" + new string(']', depth - 1) + "}";

        var (_, sink) = await Response.SplitAsync($"[{objects},{arrays},{{}}]", 100);

        Assert.Equal(isAccepted ? 3 : 1, sink.Records.Count);
        Assert.All(sink.Rejects, reject => Assert.Equal("The record is nested deeper than 64 levels.", reject.Reason));
        var shape = Contracts.Batches.Shape.FromJson(sink.Shapes.ToShape().ToJson());
        Assert.Equal(isAccepted ? 1 : 0, shape.Fields.Count);
    }

    [Fact]
    public async Task A_record_larger_than_the_buffer_arrives_whole()
    {
        var text = new string('x', 3_000_000);

        var (_, sink) = await Response.SplitAsync($$"""[{"a":1},{"b":"{{text}}"},{"a":2}]""", 10_000);

        Assert.Equal(["""{"a":1}""", $$"""{"b":"{{text}}"}""", """{"a":2}"""], sink.Records);
    }

    [Fact]
    public async Task A_record_of_400_digits_is_kept_and_counted()
    {
        var number = new string('7', 400);

        var (_, sink) = await Response.SplitAsync($$"""[{"a":{{number}}},{"a":-0.{{number}}}]""", 50);

        var shape = sink.Shapes.ToShape().Fields["a"];
        Assert.Equal((400, 400, 400), (shape.IntegerDigits, shape.FractionDigits, shape.SignificantDigits));
    }

    [Fact]
    public async Task Values_beside_the_records_are_answered()
    {
        var (content, _) = await Response.SplitAsync(
            """{"meta":{"pages":12,"more":true},"items":[{"more":false,"meta":{"pages":1}}],"last":"x"}""", 4,
            "items", "meta.pages", "meta.more", "last", "none");

        Assert.Equal(
            [
                new("last", new AnswerValue(JsonTokenType.String, "x")),
                new("meta.more", new AnswerValue(JsonTokenType.True, "true")),
                new("meta.pages", new AnswerValue(JsonTokenType.Number, "12")),
            ],
            content.Values.OrderBy(value => value.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_no_text_is_passed_over()
    {
        var (content, sink) = await Response.SplitAsync(
            """{"\ud83d":1,"meta":{"\udc00":2,"pages":3},"items":[{"id":1}]}""", 4, "items", "meta.pages");

        Assert.Equal("3", content.Values["meta.pages"].Text);
        Assert.Single(sink.Records);
    }

    [Theory]
    [InlineData("", null, "not_json")]
    [InlineData("  \n", null, "not_json")]
    [InlineData("<html><body>Please log in</body></html>", null, "not_json")]
    [InlineData("""[{"id":1},{"id":2""", null, "malformed_response")]
    [InlineData("""{"id":1""", null, "malformed_response")]
    [InlineData("""[{"id":1},]""", null, "malformed_response")]
    [InlineData("""[{"id":01}]""", null, "malformed_response")]
    [InlineData("""[{"id":1}] x""", null, "malformed_response")]
    [InlineData("{}\n{}", null, "malformed_response")]
    [InlineData("""{"rows":[],"total":1}""", "items", "bad_data_selector")]
    [InlineData("""{"items":{"id":1}}""", "items", "bad_data_selector")]
    [InlineData("""[{"items":[]}]""", "items", "bad_data_selector")]
    public async Task What_cannot_be_read_says_so(string response, string? selector, string kind)
    {
        foreach (var pieceSize in new[] { 1, 7, int.MaxValue })
        {
            var error = await Assert.ThrowsAsync<ResponseException>(
                () => Response.SplitAsync(response, pieceSize, selector));

            Assert.Equal(kind, error.Kind);
        }
    }

    [Fact]
    public async Task A_wrong_selector_is_told_what_there_is()
    {
        var error = await Assert.ThrowsAsync<ResponseException>(
            () => Response.SplitAsync("""{"rows":[],"total":1}""", selector: "items"));

        Assert.Equal("answered with JSON that has no 'items'; at the top it has rows, total", error.Message);
    }

    [Fact]
    public async Task Html_is_shown_by_its_beginning()
    {
        var error = await Assert.ThrowsAsync<ResponseException>(
            () => Response.SplitAsync("<!doctype html>\n<title>Login</title>" + new string('x', 200)));

        Assert.StartsWith("did not answer with JSON but with '<!doctype html> <title>Login</title>xxx", error.Message,
            StringComparison.Ordinal);
        Assert.True(error.Message.Length < 150);
    }

    [Fact]
    public async Task A_response_is_never_held_as_a_whole()
    {
        const int pieces = 2_000;
        var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
            $$"""{"id":1234567,"name":"{{new string('n', 480)}}"},""", 100)));
        var count = 0;
        var largestBuffer = 0;
        ReadBytes read = (buffer, _) =>
        {
            largestBuffer = Math.Max(largestBuffer, buffer.Length);
            byte[] bytes = count++ switch
            {
                0 => [.. "["u8],
                <= pieces => piece,
                pieces + 1 => [.. "{}]"u8],
                _ => [],
            };
            bytes.CopyTo(buffer);
            return ValueTask.FromResult(bytes.Length);
        };
        var sink = new CountingSink();
        using var buffer = new ResponseBuffer(read);

        await new RecordSplitter(buffer, sink, null, []).ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(pieces * 100 + 1, sink.Count);
        Assert.InRange(largestBuffer, 0, 1_000_000); // of 100 MB
    }

    private sealed class CountingSink : IRecordSink
    {
        public ShapeCollector Shapes { get; } = new();

        public int Count { get; private set; }

        public void Accept(ReadOnlySpan<byte> record) => Count++;

        public void Reject(ReadOnlySpan<byte> record, string reason) => Assert.Fail(reason);
    }
}
