using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

public sealed class TextStepTests
{
    [Fact]
    public async Task Lower_and_upper_know_every_alphabet()
    {
        var batch = await TestBatch.TransformAsync(["lower: [a]", "upper: [b]"], """{"a":"ÄÖ É Ж","b":"äö é ж"}""", """{"a":null}""");

        Assert.Equal(["äö é ж|ÄÖ É Ж", "∅|∅"], batch.Rows);
    }

    [Fact]
    public async Task Trim_takes_all_white_space_off_both_ends()
    {
        var batch = await TestBatch.TransformAsync(["trim: [a]"], """{"a":" \t\n\u00a0\u3000x y\r\n "}""", """{"a":"  "}""");

        Assert.Equal(["x y", ""], batch.Rows);
    }

    [Fact]
    public async Task Columns_that_are_no_text_become_text()
    {
        var batch = await TestBatch.TransformAsync(["upper: [a, b, c, d]"], """{"a":12,"b":true,"c":1.0,"d":["x"]}""");

        Assert.Equal("a text, b text, c text, d text", batch.Columns);
        Assert.Equal(["""12|TRUE|1.0|["X"]"""], batch.Rows);
    }

    [Fact]
    public async Task Columns_without_values_stay_without_a_type()
    {
        var batch = await TestBatch.TransformAsync(["lower: [a, none]", "trim: [a]"], """{"a":null,"b":1}""");

        Assert.Equal("a ?, b bigint", batch.Columns);
        Assert.Equal(["∅|1"], batch.Rows);
    }

    [Fact]
    public async Task Split_gives_the_rest_to_the_last_column_and_null_where_nothing_is_left()
    {
        var batch = await TestBatch.TransformAsync(["split: { column: a, into: [x, y, z], separator: ', ' }"],
            """{"a":"1, 2, 3, 4"}""", """{"a":"1, 2"}""", """{"a":"é😀, e\u0301 ö, 漢, 🇫🇷, x"}""", """{"a":""}""", """{"a":null}""");

        Assert.Equal("a text, x text, y text, z text", batch.Columns);
        Assert.Equal(["1, 2, 3, 4|1|2|3, 4", "1, 2|1|2|∅", "é😀, e\u0301 ö, 漢, 🇫🇷, x|é😀|e\u0301 ö|漢, 🇫🇷, x", "||∅|∅", "∅|∅|∅|∅"],
            batch.Rows);
    }

    [Fact]
    public async Task Split_may_put_a_part_in_the_place_of_the_column()
    {
        var batch = await TestBatch.TransformAsync(["split: { column: a, into: [a, b], separator: \"'\" }"], """{"a":"1'2","c":0}""");

        Assert.Equal("a text, c bigint, b text", batch.Columns);
        Assert.Equal(["1|0|2"], batch.Rows);
    }

    [Fact]
    public async Task Split_may_put_parts_in_the_place_of_a_computed_column()
    {
        var batch = await TestBatch.TransformAsync(["lower: [a]", "split: { column: a, into: [b, a], separator: ' ' }"], """{"a":"X Y Z"}""");

        Assert.Equal(["y z|x"], batch.Rows);
    }

    [Fact]
    public async Task Split_of_a_missing_column_gives_nulls()
    {
        var batch = await TestBatch.TransformAsync(["split: { column: a, into: [x, y], separator: '-' }"], """{"c":0}""");

        Assert.Equal("c bigint, x text, y text", batch.Columns);
        Assert.Equal(["0|∅|∅"], batch.Rows);
    }

    [Fact]
    public async Task Split_of_numbers_cuts_their_text()
    {
        var batch = await TestBatch.TransformAsync(["split: { column: a, into: [x, y], separator: '.' }"], """{"a":1.25}""");

        Assert.Equal(["1.25|1|25"], batch.Rows);
    }

    [Fact]
    public async Task Split_into_a_column_that_is_there_is_refused()
    {
        var error = await Transformed.ErrorOfAsync(["split: { column: a, into: [x, b], separator: '-' }"], """{"a":"","b":1}""");

        Assert.Equal("duplicate_column", error.Kind);
        Assert.Contains("the field b and 'split' in line 8", error.Message, StringComparison.Ordinal);
    }
}
