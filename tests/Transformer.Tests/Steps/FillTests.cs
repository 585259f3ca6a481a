using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

public sealed class FillTests
{
    [Theory]
    [InlineData("a text", """{"a":"x"}""", "y", "x", "y")]
    [InlineData("a bigint", """{"a":1}""", "-2", "1", "-2")]
    [InlineData("a numeric", """{"a":1}""", "0.5", "1", "0.5")]
    [InlineData("a numeric", """{"a":1.5}""", "2", "1.5", "2")]
    [InlineData("a numeric", """{"a":1.5}""", "1234567890.123456789", "1.5", "1234567890.123456789")]
    [InlineData("a numeric", """{"a":0.1234567890123456789}""", "0", "0.1234567890123456789", "0")]
    [InlineData("a boolean", """{"a":true}""", "false", "true", "false")]
    [InlineData("a text", """{"a":true}""", "0", "true", "0")]
    [InlineData("a text", """{"a":1}""", "unknown", "1", "unknown")]
    [InlineData("a text", """{"a":"x"}""", "007", "x", "007")]
    [InlineData("a text", """{"a":"x"}""", "\"it's\"", "x", "it's")]
    [InlineData("a json", """{"a":[1]}""", "none", "[1]", "\"none\"")]
    [InlineData("a json", """{"a":[1]}""", "0", "[1]", "0")]
    public async Task Nulls_and_missing_values_get_the_value_and_the_type_follows(
        string columns, string record, string value, string kept, string filled)
    {
        var batch = await TestBatch.TransformAsync([$"fill: {{ a: {value} }}"], record, """{"a":null}""", "{}");

        Assert.Equal(columns, batch.Columns);
        Assert.Equal([kept, filled, filled], batch.Rows);
    }

    [Fact]
    public async Task The_type_does_not_depend_on_whether_there_are_nulls()
    {
        var batch = await TestBatch.TransformAsync(["fill: { a: unknown }"], """{"a":1}""");

        Assert.Equal("a text", batch.Columns);
    }

    [Fact]
    public async Task A_missing_column_is_made_of_the_value()
    {
        var batch = await TestBatch.TransformAsync(["fill: { a: 0, b: x, c: 1.10 }"], """{"z":1,"b":null}""");

        Assert.Equal("z bigint, b text, a bigint, c numeric", batch.Columns);
        Assert.Equal(["1|x|0|1.10"], batch.Rows);
    }

    [Fact]
    public async Task A_typed_column_keeps_its_type_where_the_value_fits()
    {
        var batch = await TestBatch.TransformAsync(
            ["cast: { a: date, b: double, c: date }", "fill: { a: 1970-01-01, b: 0, c: never }"],
            """{"a":null}""", """{"a":"2024-01-05","b":"1","c":"2024-01-05"}""");

        Assert.Equal("a date, b double, c text", batch.Columns);
        Assert.Equal(["1970-01-01|0.0|never", "2024-01-05|1.0|2024-01-05"], batch.Rows);
    }

    [Theory]
    [InlineData("a numeric", "double", "1", "1e-400", "1|1e-400")]
    [InlineData("a numeric", "double", "1", "1e400", "1|1e400")]
    [InlineData("a text", "date", "2024-01-05", "infinity", "2024-01-05|infinity")]
    [InlineData("a text", "date", "2024-01-05", "24-01-06", "2024-01-05|24-01-06")]
    [InlineData("a timestamp", "timestamp", "2024-01-05T10:00", "2024-01-06", "2024-01-05 10:00:00|2024-01-06 00:00:00")]
    public async Task A_value_fits_a_type_as_it_does_for_a_cast(string columns, string type, string text, string value, string rows)
    {
        var batch = await TestBatch.TransformAsync(
            [$"cast: {{ a: {type} }}", $"fill: {{ a: {value} }}"], $"{{\"a\":\"{text}\"}}", """{"a":null}""");

        Assert.Equal(columns, batch.Columns);
        Assert.Equal(rows, string.Join('|', batch.Rows));
    }
}
