using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

public sealed class CastTests
{
    [Theory]
    [InlineData("bigint", "\" 12 \"", "12")]
    [InlineData("bigint", "\"-9223372036854775808\"", "-9223372036854775808")]
    [InlineData("bigint", "\"12.00\"", "12")]
    [InlineData("bigint", "12.0", "12")]
    [InlineData("bigint", "1e16", "10000000000000000")]
    [InlineData("bigint", "\"1e16\"", "10000000000000000")]
    [InlineData("bigint", "\"+.5e1\"", "5")]
    [InlineData("bigint", "\"92233720368547758.07e2\"", "9223372036854775807")]
    [InlineData("bigint", "\"-922337203685477580800.00e-2\"", "-9223372036854775808")]
    [InlineData("bigint", "\"0e-9999999999\"", "0")]
    [InlineData("bigint", "true", "1")]
    [InlineData("numeric", "\"0.12345678901234567890123456789\"", "0.12345678901234567890123456789")]
    [InlineData("numeric", "\"1e5\"", "1e5")]
    [InlineData("numeric", "\"1e131071\"", "1e131071")]
    [InlineData("numeric", "\"-1e-16383\"", "-1e-16383")]
    [InlineData("numeric", "7", "7")]
    [InlineData("numeric", "true", "1")]
    [InlineData("double", "\"-37.3159\"", "-37.3159")]
    [InlineData("double", "\"+.5\"", "0.5")]
    [InlineData("double", "\"5.\"", "5.0")]
    [InlineData("double", "\"0e-400\"", "0.0")]
    [InlineData("double", "\"5e-324\"", "5e-324")]
    [InlineData("double", "\"0.30000000000000004\"", "0.30000000000000004")]
    [InlineData("double", "3", "3.0")]
    [InlineData("double", "false", "0.0")]
    [InlineData("double", "1.5", "1.5")]
    [InlineData("boolean", "\"Yes\"", "true")]
    [InlineData("boolean", "0", "false")]
    [InlineData("text", "12", "12")]
    [InlineData("text", "1.10", "1.10")]
    [InlineData("text", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("date", "\"2024-02-29\"", "2024-02-29")]
    [InlineData("date", "\"2024-02-29T23:30:00-05:00\"", "2024-02-29")]
    [InlineData("timestamp", "\"2024-02-29T10:00:00.123456\"", "2024-02-29 10:00:00.123456")]
    [InlineData("timestamp", "\"2024-02-29T10:00:00+02:00\"", "2024-02-29 10:00:00")]
    [InlineData("timestamptz", "\"2024-02-29T10:00:00+02:00\"", "2024-02-29 08:00:00+00")]
    [InlineData("timestamptz", "\"2024-02-29 10:00\"", "2024-02-29 10:00:00+00")]
    [InlineData("json", "\"{\\\"a\\\": 1.10}\"", "{\"a\": 1.10}")]
    [InlineData("json", "5", "5")]
    [InlineData("json", "\"1e131071\"", "1e131071")]
    [InlineData("json", "\"{\\\"k\\\":[\\\"\\\\u00e9\\\"]}\"", "{\"k\":[\"\\u00e9\"]}")]
    public async Task Values_that_fit_get_the_type(string type, string json, string expected)
    {
        var batch = await TestBatch.TransformAsync([$"cast: {{ a: {type} }}"], $"{{\"a\":{json}}}", "{\"a\":null}");

        Assert.Equal($"a {type}", batch.Columns);
        Assert.Equal([expected, "∅"], batch.Rows);
        Assert.Empty(batch.Output.Rejects);
    }

    [Fact]
    public async Task A_numeric_of_so_many_digits_takes_what_need_not_be_rounded()
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: 'numeric(5, 2)' }"],
            """{"a":"1.5"}""", """{"a":7}""", """{"a":"-999.990"}""", """{"a":1.005}""", """{"a":"1000"}""", """{"a":null}""", """{"a":"x"}""");

        Assert.Equal("a numeric", batch.Columns);
        Assert.Equal(["1.50", "7.00", "-999.99", "∅"], batch.Rows);
        Assert.Equal(["1.005", "1000", "x"], batch.Output.Rejects.Select(reject => reject.Reason.Split('\'')[1]));
        Assert.All(batch.Output.Rejects, reject => Assert.StartsWith("The value of column a is no numeric(5, 2): ", reject.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bigint", "\"12.7\"")]
    [InlineData("bigint", "12.7")]
    [InlineData("bigint", "\"9223372036854775808\"")]
    [InlineData("bigint", "\"1_000\"")]
    [InlineData("bigint", "\"0x10\"")]
    [InlineData("bigint", "\"\"")]
    [InlineData("bigint", "\" \"")]
    [InlineData("bigint", "\"1 2\"")]
    [InlineData("bigint", "\"15e-1\"")]
    [InlineData("bigint", "\"-9223372036854775809\"")]
    [InlineData("bigint", "\"1e1000000000\"")]
    [InlineData("bigint", "\"TRUE\"")]
    [InlineData("numeric", "\"NaN\"")]
    [InlineData("numeric", "\"1,5\"")]
    [InlineData("numeric", "[1]")]
    [InlineData("numeric", "\"1e131072\"")]
    [InlineData("numeric", "\"1e-16384\"")]
    [InlineData("numeric", "\"0e1073741823\"")]
    [InlineData("numeric", "\".\"")]
    [InlineData("numeric", "\"1e\"")]
    [InlineData("numeric", "\"e1\"")]
    [InlineData("numeric", "\"--1\"")]
    [InlineData("double", "\"inf\"")]
    [InlineData("double", "\"1_0.5\"")]
    [InlineData("double", "\"1e400\"")]
    [InlineData("double", "\"1e-400\"")]
    [InlineData("double", "\"-0.1e-323\"")]
    [InlineData("double", "1e-400")]
    [InlineData("double", "1e400")]
    [InlineData("double", "\"nan\"")]
    [InlineData("double", "\"0x1p3\"")]
    [InlineData("boolean", "\"maybe\"")]
    [InlineData("boolean", "2")]
    [InlineData("date", "\"2024-02-30\"")]
    [InlineData("date", "\"2024-01-05junk\"")]
    [InlineData("date", "\"infinity\"")]
    [InlineData("date", "\"0044-03-15 (BC)\"")]
    [InlineData("date", "20240105")]
    [InlineData("timestamp", "\"soon\"")]
    [InlineData("timestamptz", "1700000000")]
    [InlineData("json", "\"[1,]\"")]
    [InlineData("json", "\"NaN\"")]
    [InlineData("json", "\"\"")]
    [InlineData("json", "\"1 2\"")]
    [InlineData("json", "\"1e131072\"")]
    [InlineData("json", "\"{\\\"k\\\":[1,{\\\"k\\\":-1e200000}]}\"")]
    [InlineData("json", "\"[0e-16384]\"")]
    [InlineData("json", "\"{\\\"\\\\u0000\\\":1}\"")]
    [InlineData("json", "\"x\"")]
    [InlineData("json", "\"[\\\"\\\\u0000\\\"]\"")]
    [InlineData("json", "\"[\\\"\\\\ud800\\\"]\"")]
    public async Task Values_that_do_not_fit_reject_their_records(string type, string json)
    {
        var batch = await TestBatch.TransformAsync([$"cast: {{ a: {type} }}"], "{\"a\":null,\"b\":1}", $"{{\"a\":{json},\"b\":2}}");

        Assert.Equal(["∅|1"], batch.Rows);
        var reject = Assert.Single(batch.Output.Rejects);
        Assert.Equal(2, reject.Line);
        Assert.StartsWith($"The value of column a is no {type}: '", reject.Reason, StringComparison.Ordinal);
        Assert.Equal(0, batch.Output.Filtered);
    }

    [Theory]
    [InlineData("bigint", "12", "12")]
    [InlineData("numeric", "1.50", "1.50")]
    [InlineData("double", "1.5", "1.5")]
    [InlineData("boolean", "yes", "true")]
    [InlineData("date", "2024-02-29", "2024-02-29")]
    [InlineData("timestamp", "2024-02-29T10:00", "2024-02-29 10:00:00")]
    [InlineData("timestamptz", "2024-02-29T10:00Z", "2024-02-29 10:00:00+00")]
    [InlineData("json", "[1]", "[1]")]
    public async Task White_space_around_a_value_says_nothing(string type, string text, string expected)
    {
        const string space = @" \t\n\u000b\f\r";

        var batch = await TestBatch.TransformAsync([$"cast: {{ a: {type} }}"],
            $$"""{"a":"{{text}}{{space}}"}""", $$"""{"a":"{{space}}{{text}}"}""", $$"""{"a":"\u00a0{{text}}"}""", $$"""{"a":"{{space}}"}""");

        Assert.Equal([expected, expected], batch.Rows);
        Assert.Equal([3, 4], batch.Output.Rejects.Select(reject => reject.Line));
    }

    [Fact]
    public async Task White_space_belongs_to_a_text()
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: text }"], """{"a":" 12 "}""");

        Assert.Equal([" 12 "], batch.Rows);
    }

    [Fact]
    public async Task A_reason_shows_the_beginning_of_a_long_value()
    {
        var batch = await TestBatch.TransformAsync(["cast: { a: date }"], $"{{\"a\":\"{new string('é', 200)}\"}}");

        Assert.Equal($"The value of column a is no date: '{new string('é', 80)}…'", Assert.Single(batch.Output.Rejects).Reason);
    }

    [Fact]
    public async Task The_first_column_and_the_first_step_that_reject_are_named()
    {
        var batch = await TestBatch.TransformAsync(["cast: { b: bigint, a: bigint }", "cast: { c: bigint }", "filter: c > 0"],
            """{"a":"x","b":"y","c":"z"}""", """{"a":1,"b":1,"c":"z"}""", """{"a":1,"b":1,"c":"1"}""");

        Assert.Equal(
            ["The value of column b is no bigint: 'y'", "The value of column c is no bigint: 'z'"],
            batch.Output.Rejects.Select(reject => reject.Reason));
        Assert.Equal(["1|1|1"], batch.Rows);
        Assert.Equal(0, batch.Output.Filtered);
    }

    [Fact]
    public async Task A_missing_column_is_there_with_its_type()
    {
        var batch = await TestBatch.TransformAsync(["cast: { at: timestamptz, x: double }"], """{"x":null,"a":1}""");

        Assert.Equal("x double, a bigint, at timestamptz", batch.Columns);
        Assert.Equal(["∅|1|∅"], batch.Rows);
    }

    [Fact]
    public async Task Moments_and_days_become_each_other()
    {
        var batch = await TestBatch.TransformAsync(
            ["cast: { a: timestamptz }", "derive: { b: a, c: a }", "cast: { b: date, c: timestamp }"], """{"a":"2024-01-05T23:00:00-02:00"}""");

        Assert.Equal("a timestamptz, b date, c timestamp", batch.Columns);
        Assert.Equal(["2024-01-06 01:00:00+00|2024-01-06|2024-01-06 01:00:00"], batch.Rows);
    }

    [Fact]
    public async Task Computed_numbers_become_other_numbers()
    {
        var batch = await TestBatch.TransformAsync(
            [
                "derive: { b: \"a * 2e0\", c: \"a / 2\", d: a > 1, e: a + 1 }",
                "cast: { b: bigint, c: numeric, d: bigint, e: double }",
            ],
            """{"a":4611686018427387904}""", """{"a":1}""", """{"a":0}""");

        Assert.Equal("a numeric, b bigint, c numeric, d bigint, e double", batch.Columns);
        Assert.Equal(["1|2|0.50000000000000000000|0|2.0", "0|0|0.00000000000000000000|0|1.0"], batch.Rows);
        Assert.Equal("The value of column b is no bigint: '9223372036854775808'", Assert.Single(batch.Output.Rejects).Reason);
    }
}
