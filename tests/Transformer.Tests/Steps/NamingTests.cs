using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

public sealed class NamingTests
{
    [Fact]
    public async Task Fields_become_snake_case()
    {
        var batch = await TestBatch.TransformAsync([], """{"userId":1,"HTTPStatus":200,"2nd line":"x","say \"hi\"":true}""");

        Assert.Equal("user_id bigint, http_status bigint, _2nd_line text, say_hi boolean", batch.Columns);
        Assert.Equal(["1|200|x|true"], batch.Rows);
    }

    [Theory]
    [InlineData("""{"userId":1,"user_id":2}""", "user_id", "the field userId and the field user_id")]
    [InlineData("""{"a":1,"A":2}""", "a", "the field a and the field A")]
    [InlineData("""{"_record":1}""", "_record", "the record's number, which every table gets and the field _record")]
    public async Task Fields_that_get_the_same_name_are_refused(string record, string name, string sources)
    {
        var error = await Transformed.ErrorOfAsync([], record);

        Assert.Equal("duplicate_column", error.Kind);
        Assert.Equal($"Two columns would get the name '{name}': {sources}.", error.Message);
    }

    [Fact]
    public async Task Rename_gives_names_all_at_once()
    {
        var batch = await TestBatch.TransformAsync(
            ["rename: { a: b, b: a, none: c }", "lower: [a]", "rename: { a: x }"], """{"a":"1A","b":"2B"}""");

        Assert.Equal("b text, x text", batch.Columns);
        Assert.Equal(["1A|2b"], batch.Rows);
        Assert.Equal(["none (rename, line 8)"], batch.Output.Missing);
    }

    [Fact]
    public async Task Rename_onto_another_column_is_refused()
    {
        var error = await Transformed.ErrorOfAsync(["rename: { a: b }"], """{"a":1,"b":2}""");

        Assert.Equal("duplicate_column", error.Kind);
    }

    [Fact]
    public async Task Drop_leaves_columns_out_and_is_content_without_them()
    {
        var batch = await TestBatch.TransformAsync(["drop: [b, none]"], """{"a":1,"b":[1],"c":2}""");

        Assert.Equal("a bigint, c bigint", batch.Columns);
        Assert.Equal(["1|2"], batch.Rows);
    }

    [Fact]
    public async Task Records_without_any_column_are_still_rows()
    {
        var batch = await TestBatch.TransformAsync([], "{}", "{}");

        Assert.Equal(["7000001", "7000002"], batch.Records);
    }
}
