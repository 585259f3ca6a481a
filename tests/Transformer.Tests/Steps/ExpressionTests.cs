using EtlAspire.Contracts.Batches;
using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

public sealed class ExpressionTests
{
    [Fact]
    public async Task Derive_computes_one_column_after_the_other_and_replaces_in_place()
    {
        var batch = await TestBatch.TransformAsync(
            ["derive: { total: \"Price * amount\", a: \"upper(a) -- loud\", half: \"total / 2\" }"],
            """{"a":"x","price":2.5,"amount":4}""");

        Assert.Equal("a text, price numeric, amount bigint, total numeric, half numeric", batch.Columns);
        Assert.Equal(["X|2.5|4|10.0|5.0000000000000000"], batch.Rows);
    }

    [Fact]
    public async Task An_expression_sees_a_column_as_it_was_until_its_turn()
    {
        var batch = await TestBatch.TransformAsync(
            ["derive: { b: \"upper(a)\", a: \"a || '!'\", c: a }", "lower: [b]"], """{"a":"x"}""");

        Assert.Equal("a text, b text, c text", batch.Columns);
        Assert.Equal(["x!|x|x!"], batch.Rows);
    }

    [Fact]
    public async Task Hundreds_of_columns_can_be_derived()
    {
        var columns = string.Join(", ", Enumerable.Range(0, 300).Select(i => $"c{i}: \"a + {i}\""));

        var batch = await TestBatch.TransformAsync([$"derive: {{ {columns} }}"], """{"a":1}""");

        Assert.Equal("1|" + string.Join('|', Enumerable.Range(1, 300)), Assert.Single(batch.Rows));
    }

    [Theory]
    [InlineData("1", "bigint", "1")]
    [InlineData("1::utinyint", "bigint", "1")]
    [InlineData("170141183460469231731687303715884105727::hugeint", "numeric", "170141183460469231731687303715884105727")]
    [InlineData("1.50", "numeric", "1.50")]
    [InlineData("1.5::real", "double", "1.5")]
    [InlineData("a = 'x;y'", "boolean", "true")]
    [InlineData("date '2024-01-05'", "date", "2024-01-05")]
    [InlineData("make_timestamp(2024, 1, 5, 10, 0, 0)", "timestamp", "2024-01-05 10:00:00")]
    [InlineData("timestamp_ns '2024-01-05 10:00:00'", "timestamp", "2024-01-05 10:00:00")]
    [InlineData("to_timestamp(0)", "timestamptz", "1970-01-01 00:00:00+00")]
    [InlineData("string_split(a, ';')", "json", "[\"x\",\"y\"]")]
    [InlineData("list_transform([1, 2], lambda x: x + 1)", "json", "[2,3]")]
    [InlineData("{'k': a}", "json", "{\"k\":\"x;y\"}")]
    [InlineData("[1.5, 2.5]", "json", "[1.5,2.5]")]
    [InlineData("interval 1 day", "text", "1 day")]
    [InlineData("a", "text", "x;y")]
    [InlineData("_record", "bigint", "7000001")]
    [InlineData("current_date > date '2000-01-01'", "boolean", "true")]
    public async Task Results_get_the_type_that_fits(string expression, string type, string value)
    {
        var batch = await TestBatch.TransformAsync([$"derive: {{ r: \"{expression}\" }}"], """{"a":"x;y"}""");

        Assert.Equal($"a text, r {type}", batch.Columns);
        Assert.Equal([$"x;y|{value}"], batch.Rows);
        Assert.Empty(batch.Output.Missing);
    }

    [Fact]
    public async Task A_column_that_no_record_has_is_null_and_noted()
    {
        var batch = await TestBatch.TransformAsync(
            ["derive: { b: \"lower(discount)\", c: \"coalesce(discount, 'none')\", d: discount }", "filter: discount is null or discount > 5"],
            """{"a":1,"e":null}""");

        Assert.Equal("a bigint, e ?, b ?, c text, d ?", batch.Columns);
        Assert.Equal(["1|∅|∅|none|∅"], batch.Rows);
        Assert.Contains(new MissingName("discount", "derive", 8), batch.Output.Missing);
        Assert.Contains(new MissingName("discount", "filter", 9), batch.Output.Missing);
    }

    [Fact]
    public async Task Filter_keeps_rows_for_which_the_condition_is_true()
    {
        var batch = await TestBatch.TransformAsync(["filter: a > 1"], """{"a":1}""", """{"a":2}""", """{"a":null}""", """{"a":3}""");

        Assert.Equal(["7000002|2", "7000004|3"], batch.Records);
        Assert.Equal(2, batch.Output.Filtered);
        Assert.Empty(batch.Output.Rejects);
    }

    [Fact]
    public async Task Nothing_is_written_when_no_row_is_left()
    {
        var batch = await TestBatch.TransformAsync(["filter: \"false\""], """{"a":1}""", """{"a":2}""");

        Assert.Equal(0, batch.Output.Rows);
        Assert.Equal(2, batch.Output.Filtered);
        Assert.Empty(batch.Records);
    }

    [Theory]
    [InlineData("a +", "syntax error")]
    [InlineData("nope(a)", "nope does not exist")]
    [InlineData("lower(a)", "(here a is bigint)")]
    [InlineData("1; select 2", "syntax error")]
    [InlineData("1); copy t to '/tmp/x'; select (2", "Only SELECT")]
    [InlineData("1); select (2", "one expression and nothing else")]
    [InlineData("1) from (select 2", "one expression and nothing else")]
    [InlineData("1) where (true", "one expression and nothing else")]
    [InlineData("1) union select (2", "one expression and nothing else")]
    [InlineData("1) order by (1", "one expression and nothing else")]
    [InlineData("1), (2", "one expression and nothing else")]
    [InlineData("1) as b, (2", "one expression and nothing else")]
    [InlineData("(select content from read_text('/etc/passwd'))", "a subquery cannot be used")]
    [InlineData("exists (from '/etc/passwd')", "a subquery cannot be used")]
    [InlineData("row_number() over ()", "a window function cannot be used")]
    [InlineData("sum(a)", "aggregates")]
    [InlineData("unnest([1, 2])", "UNNEST")]
    [InlineData("*", "cannot be used")]
    [InlineData("columns('.*')", "cannot be used")]
    [InlineData("$1", "a parameter cannot be used")]
    [InlineData("read_text('/etc/passwd')", "read_text")]
    [InlineData("copy (select 1) to '/tmp/x'", "syntax error")]
    [InlineData("attach '/tmp/x.db'", "attach does not exist")]
    [InlineData("install httpfs", "syntax error")]
    public async Task Expressions_that_are_wrong_or_reach_too_far_fail_the_run(string expression, string reason)
    {
        var error = await Transformed.ErrorOfAsync([$"derive: {{ b: \"{expression}\" }}"], """{"a":1}""");

        Assert.Equal("bad_expression", error.Kind);
        Assert.StartsWith("The expression of column 'b' ('derive') in line 8 of the definition cannot be used: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expression_that_fails_on_a_value_fails_the_run()
    {
        var error = await Transformed.ErrorOfAsync(["derive: { b: \"a::bigint\" }"], """{"a":"1"}""", """{"a":"x"}""");

        Assert.Equal("bad_expression", error.Kind);
        Assert.StartsWith("An expression of 'derive' in line 8 fails on a value: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'infinity'::double", "infinity")]
    [InlineData("-'infinity'::double", "-infinity")]
    [InlineData("'nan'::real", "NaN")]
    public async Task A_result_that_is_no_number_rejects_its_record(string expression, string result)
    {
        var batch = await TestBatch.TransformAsync(
            [$"derive: {{ b: 1.5::double, x: \"case when c then {expression} else a::double end\" }}", "derive: { y: x::bigint }"],
            """{"a":1,"c":false}""", """{"a":1,"c":true}""", """{"a":null,"c":false}""");

        Assert.Equal("a bigint, c boolean, b double, x double, y bigint", batch.Columns);
        Assert.Equal(["1|false|1.5|1.0|1", "∅|false|1.5|∅|∅"], batch.Rows);
        var reject = Assert.Single(batch.Output.Rejects);
        Assert.Equal(2, reject.Line);
        Assert.Equal($"The expression of column x came to {result}, which is no number.", reject.Reason);
    }

    [Theory]
    [InlineData("['infinity'::double]", "[Infinity]")]
    [InlineData("{'k': 'nan'::double}", "{\"k\":NaN}")]
    [InlineData("json_array(a, 'nan'::double)", "[1,NaN]")]
    [InlineData("('[' || a || 'e200000]')::json", "[1e200000]")]
    public async Task A_result_that_is_no_json_rejects_its_record(string expression, string result)
    {
        var batch = await TestBatch.TransformAsync([$"derive: {{ x: \"{expression}\", y: 1 }}"], """{"a":1}""");

        Assert.Equal("a bigint, x json, y bigint", batch.Columns);
        var reject = Assert.Single(batch.Output.Rejects);
        Assert.Equal($"The expression of column x came to JSON that PostgreSQL does not take: '{result}'", reject.Reason);
    }

    [Fact]
    public async Task A_condition_that_is_none_fails_the_run()
    {
        var error = await Transformed.ErrorOfAsync(["filter: a + 1"], """{"a":1}""");

        Assert.Equal("bad_expression", error.Kind);
        Assert.Contains("BIGINT and not true or false", error.Message, StringComparison.Ordinal);
    }
}
