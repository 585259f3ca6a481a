using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Reading;

public sealed class TypesTests
{
    private static readonly string Digits400 = string.Concat(Enumerable.Repeat("1234567890", 40));

    [Theory]
    [InlineData("text", "\"a\\n\\\"b\\u00e9\"", "a\n\"bé")]
    [InlineData("bigint", "-123456789012345678", "-123456789012345678")]
    [InlineData("numeric", "1234567890123456789", "1234567890123456789")]
    [InlineData("numeric", "12345678901234567890123456789012345678", "12345678901234567890123456789012345678")]
    [InlineData("numeric", "123456789012345678901234567890123456789", "123456789012345678901234567890123456789")]
    [InlineData("numeric", "1.5", "1.5")]
    [InlineData("numeric", "123456.789012345", "123456.789012345")]
    [InlineData("numeric", "0.1234567890123456789", "0.1234567890123456789")]
    [InlineData("numeric", "12345678901234567890.12345678901234567890", "12345678901234567890.12345678901234567890")]
    [InlineData("numeric", "1e400", "1e400")]
    [InlineData("numeric", "-1.5E-400", "-1.5E-400")]
    [InlineData("text", "1e200000", "1e200000")]
    [InlineData("boolean", "false", "false")]
    [InlineData("json", "{\"b\":1,\"a\":[1.10, 0.1234567890123456789]}", "{\"b\":1,\"a\":[1.10, 0.1234567890123456789]}")]
    [InlineData("json", "{\"b\":0.12345678901234567890}", "{\"b\":0.12345678901234567890}")]
    [InlineData("json", "{}", "{}")]
    [InlineData("?", "null", "∅")]
    public async Task Values_keep_what_was_written(string type, string json, string expected)
    {
        var batch = await TestBatch.TransformAsync([], $"{{\"a\":{json}}}", "{}");

        Assert.Equal($"a {type}", batch.Columns);
        Assert.Equal([expected, "∅"], batch.Rows);
    }

    [Fact]
    public async Task Integers_of_400_digits_are_exact()
    {
        var batch = await TestBatch.TransformAsync([], $"{{\"a\":{Digits400}}}", """{"a":-7}""");

        Assert.Equal("a numeric", batch.Columns);
        Assert.Equal([Digits400, "-7"], batch.Rows);
    }

    [Theory]
    [InlineData("numeric", "1", "0.5", "1|0.5")]
    [InlineData("numeric", "123456789012345678", "0.5", "123456789012345678|0.5")]
    [InlineData("text", "1.50", "\"x\"", "1.50|x")]
    [InlineData("text", "true", "2", "true|2")]
    [InlineData("json", "[1]", "{\"a\":1}", "[1]|{\"a\":1}")]
    [InlineData("json", "\"x\"", "{\"a\":1}", "\"x\"|{\"a\":1}")]
    [InlineData("json", "1", "[2]", "1|[2]")]
    public async Task Kinds_that_meet_get_a_type_for_all(string type, string first, string second, string expected)
    {
        var batch = await TestBatch.TransformAsync([], $"{{\"a\":{first}}}", $"{{\"a\":{second}}}");

        Assert.Equal($"a {type}", batch.Columns);
        Assert.Equal(expected, string.Join('|', batch.Rows));
    }

    [Fact]
    public async Task Names_that_differ_in_case_only_are_told_apart_in_objects()
    {
        var batch = await TestBatch.TransformAsync(["flatten: { max_depth: 1 }", "rename: { o_a: x }"],
            """{"o":{"a":{"k":1,"K":2}}}""");

        Assert.Equal(["""{"k":1,"K":2}"""], batch.Rows);
    }

    [Fact]
    public async Task Of_a_field_given_twice_the_last_one_counts()
    {
        var batch = await TestBatch.TransformAsync(["flatten"],
            """{"a":1,"o":{"x":1,"y":2},"a":2,"o":{"y":3}}""", """{"a":5,"o":{"x":6,"y":7}}""");

        Assert.Equal(["2|∅|3", "5|6|7"], batch.Rows);
    }

    [Fact]
    public async Task Records_larger_than_duckdbs_buffers_are_read()
    {
        var text = new string('x', 17 << 20);

        var batch = await TestBatch.TransformAsync(["derive: { n: length(a) }", "drop: [a]"], $"{{\"a\":\"{text}\"}}");

        Assert.Equal([$"{text.Length}"], batch.Rows);
    }

    [Fact]
    public async Task A_record_that_does_not_fit_into_memory_fails_the_run_with_the_reason()
    {
        var error = await Transformed.ErrorOfAsync(["lower: [a]"], $"{{\"a\":\"{new string('x', 130 << 20)}\"}}");

        Assert.Equal("out_of_memory", error.Kind);
    }
}
