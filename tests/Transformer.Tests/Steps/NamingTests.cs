using EtlAspire.Contracts.Batches;
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

    [Fact]
    public async Task Signs_and_nothing_become_words_and_a_sources_own_lineage_stays()
    {
        var batch = await TestBatch.TransformAsync(
            ["flatten", "rename: { '+1': likes }", "drop: [b_minus_1]"], """{"+1":1,"-1":2,"":3,"_run":"r","_Record":"s","b":{"+1":4,"-1":5,"":6}}""");

        Assert.Equal("likes bigint, minus_1 bigint, empty bigint, source_run text, source_record text, b_plus_1 bigint, b_empty bigint", batch.Columns);
        Assert.Equal(["1|2|3|r|s|4|6"], batch.Rows);
    }

    [Theory]
    [InlineData("unitPrice * qty", "10")]
    [InlineData("unit_price * qty", "10")]
    [InlineData("UNITPRICE * qty", "∅")]
    [InlineData("coalesce(\"unitPrice\", 0) * qty + unit_price", "15")]
    public async Task An_expression_knows_a_column_by_its_field_too(string expression, string expected)
    {
        var batch = await TestBatch.TransformAsync(
            [$"derive: {{ total: '{expression}' }}", "filter: 'unitPrice > 1'"], """{"unitPrice":5,"qty":2}""");

        Assert.StartsWith("unit_price bigint, qty bigint, total ", batch.Columns, StringComparison.Ordinal);
        Assert.Equal([$"5|2|{expected}"], batch.Rows);
    }

    [Fact]
    public async Task An_expression_sees_a_field_that_an_earlier_step_changed()
    {
        var batch = await TestBatch.TransformAsync(
            ["upper: [firstName]", "derive: { twice: 'firstName || firstName' }", "derive: { both: 'firstName || twice' }"], """{"firstName":"a"}""");

        Assert.Equal("first_name text, twice text, both text", batch.Columns);
        Assert.Equal(["A|AA|AAA"], batch.Rows);
        Assert.Empty(batch.Output.Missing);
    }

    [Fact]
    public async Task An_arrow_is_JSONs_but_in_a_function_that_takes_a_lambda()
    {
        var batch = await TestBatch.TransformAsync(
            ["derive: { n: \"p->'n'\", t: \"p->>'n'\", l: \"length(p->'n')\", s: \"list_transform([1, i], x -> x + i)\", m: \"list_filter([1, i], lambda x: x = i)\" }"],
            """{"i":2,"p":{"n":5}}""");

        Assert.Equal(["""2|{"n":5}|5|5|1|[3,4]|[2]"""], batch.Rows);
        Assert.Empty(batch.Output.Missing);
    }

    [Theory]
    [InlineData("""{"userId":1,"user_id":2}""", "user_id", "the field userId and the field user_id")]
    [InlineData("""{"a":1,"A":2}""", "a", "the field a and the field A")]
    [InlineData("""{"_record":1,"source_record":2}""", "source_record", "the field _record and the field source_record")]
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
        Assert.Equal([new MissingName("none", "rename", 8)], batch.Output.Missing);
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
