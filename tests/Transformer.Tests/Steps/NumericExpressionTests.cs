using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

/// <summary>In expressions a numeric is what it is in PostgreSQL, however its batch came to hold it.</summary>
public sealed class NumericExpressionTests
{
    private const string Record = """{"p":10.25,"q":"0.49","i":7,"zero":0,"n":null,"big":9223372036854775807,"t":"x","j":[0.1,0.2,null],"w":1e3,"c":1.10,"o":{"a":1.10,"b c":[123456789012345678901234567890.5,{"d":"x\ny"}],"a":2.50,"e":null}}""";

    [Theory]
    [InlineData("p * 2", "20.50")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("q + 0", "0.49")]
    [InlineData("p - q", "9.76")]
    [InlineData("(-1e2) + p", "-89.75")]
    [InlineData("p - -1.5", "11.75")]
    [InlineData("-p", "-10.25")]
    [InlineData("i / 2", "3.5000000000000000")]
    [InlineData("i // 2", "3")]
    [InlineData("i % 4", "3")]
    [InlineData("p // 3", "3")]
    [InlineData("p % 3", "1.25")]
    [InlineData("p ^ 2", "105.0625000000000000")]
    [InlineData("power(i, 2)", "49.0000000000000000")]
    [InlineData("c", "1.10")]
    [InlineData("w + 0", "1000")]
    [InlineData("abs(-p)", "10.25")]
    [InlineData("sign(-p)", "-1")]
    [InlineData("ceil(p)", "11")]
    [InlineData("floor(p)", "10")]
    [InlineData("round(p)", "10")]
    [InlineData("round(p, 1)", "10.3")]
    [InlineData("round(i, 2)", "7.00")]
    [InlineData("round(1234.5, -2)", "1200")]
    [InlineData("trunc(p, 1)", "10.2")]
    [InlineData("greatest(p, i, 3)", "10.25")]
    [InlineData("least(p, i, n)", "7")]
    [InlineData("nullif(p, 10.250)", "∅")]
    [InlineData("nullif(p, 1)", "10.25")]
    [InlineData("nullif(p, 1::double)", "10.25")]
    [InlineData("greatest(p, 1::double)", "10.25")]
    [InlineData("coalesce(n, p, 1)", "10.25")]
    [InlineData("coalesce(n, 1, 2.5)", "1")]
    [InlineData("case when p > 10 then p else 0 end", "10.25")]
    [InlineData("case when t = 'x' then length(t) else 1.5 end", "1")]
    [InlineData("coalesce(length(t), 1e30)", "1")]
    [InlineData("list_sum(case when i > 1 then [p, q] end)", "10.74")]
    [InlineData("list_sum(coalesce(n::numeric[], [p / zero]))", "!division by zero")]
    [InlineData("round(p, n)", "∅")]
    [InlineData("round(i, null)", "∅")]
    [InlineData("case p when 10.250 then 1.5 end", "1.5")]
    [InlineData("if(p < 2, p, 0)", "0")]
    [InlineData("list_sum([p, q, n])", "10.74")]
    [InlineData("list_min([p, q, 3])", "0.49")]
    [InlineData("list_max([p, q])", "10.25")]
    [InlineData("list_sum(j::numeric[])", "0.3")]
    [InlineData("list_sum([n, n]::numeric[])", "∅")]
    [InlineData("'1.50'::numeric", "1.50")]
    [InlineData("1.005::numeric(10, 2)", "1.01")]
    [InlineData("CAST(t || '1' AS numeric) IS NULL", "!'x1' is no number")]
    [InlineData("try_cast(t as numeric)", "∅")]
    [InlineData("try(p / zero)", "∅")]
    [InlineData("123456789012345678901234567890123456789012.5 + 0", "123456789012345678901234567890123456789012.5")]
    [InlineData("99999999999999999999 + 1", "100000000000000000000")]
    [InlineData("big + 1.0", "9223372036854775808.0")]
    [InlineData("1e3 + 0", "1000")]
    [InlineData("'v' || p", "v10.25")]
    [InlineData("'v' || w", "v1000")]
    [InlineData("concat('v', c, n)", "v1.10")]
    [InlineData("p::text", "10.25")]
    [InlineData("p::bigint", "10")]
    [InlineData("2.5::bigint", "3")]
    [InlineData("p::integer + i", "17")]
    [InlineData("p::double", "10.25")]
    [InlineData("sqrt(p::double) > 3", "true")]
    [InlineData("p + 1::double", "11.25")]
    [InlineData("(0.1::double + 0.2::double)::numeric", "0.3")]
    [InlineData("p::json", "10.25")]
    [InlineData("o->'a'", "2.50")]
    [InlineData("o->>'a'", "2.50")]
    [InlineData("(o->>'a')::numeric * 2", "5.00")]
    [InlineData("o->'$.\"b c\"[0]'", "123456789012345678901234567890.5")]
    [InlineData("(o->'b c'->0)::numeric + 0", "123456789012345678901234567890.5")]
    [InlineData("(o->'b c'->(-1))->>'d'", "x\ny")]
    [InlineData("json_extract_string(o, '$.\"b c\"[#-1].d')", "x\ny")]
    [InlineData("o->'e'", "null")]
    [InlineData("o->>'e'", "∅")]
    [InlineData("o->>'none'", "∅")]
    [InlineData("'[1, 2.50]'->>1", "2.50")]
    [InlineData("list_max('[1.10, 123456789012345678901234567890.5]'::json::numeric[])", "123456789012345678901234567890.5")]
    [InlineData("json_type(o, '$.a')", "DOUBLE")]
    [InlineData("p = 10.250", "true")]
    [InlineData("p <> '10.25'", "false")]
    [InlineData("q > i", "false")]
    [InlineData("i = '7.2'", "false")]
    [InlineData("i > '6.5'", "true")]
    [InlineData("i in ('7.2', '8')", "false")]
    [InlineData("i between '6.6' and '7'", "true")]
    [InlineData("i + '3.5'", "10.5")]
    [InlineData("i / '2'", "3.5000000000000000")]
    [InlineData("greatest(i, '7.4')", "7.4")]
    [InlineData("coalesce(i, '1.5') + '1'", "8")]
    [InlineData("p > q", "true")]
    [InlineData("p between 10 and 10.25", "true")]
    [InlineData("p not between 10 and 10.25", "false")]
    [InlineData("p in (1, 10.2500)", "true")]
    [InlineData("p not in (1, 2)", "true")]
    [InlineData("p is distinct from 10.250", "false")]
    [InlineData("n is not distinct from p", "false")]
    [InlineData("p > n", "∅")]
    [InlineData("p is not null and not (p < 1) or t = 'y'", "true")]
    [InlineData("zero <> 0 and p / zero > 1", "false")]
    [InlineData("zero = 0 or p / zero > 1", "true")]
    [InlineData("p between 11 and 1 / zero", "false")]
    [InlineData("p between 1 and 1 / zero", "!division by zero")]
    [InlineData("case when zero = 0 then 0 else p / zero end", "0")]
    [InlineData("coalesce(p, i / zero)", "10.25")]
    [InlineData("substr('abcdef', i - 4, 1)", "c")]
    [InlineData("date '2024-01-05' + i::integer", "2024-01-12")]
    [InlineData("{'a': i}", "{\"a\":7}")]
    [InlineData("(p * 2)::json", "20.50")]
    [InlineData("{'a': p::double}", "{\"a\":10.25}")]
    [InlineData("{'a': (p / zero)::double}", "!division by zero")]
    [InlineData("[1.5, 2.5]", "[1.5,2.5]")]
    [InlineData("list_transform([1, 2], lambda x: x * 2)", "[2,4]")]
    [InlineData("list_transform(['1.2345'], lambda x: x::numeric(18, 3))", "[1.235]")]
    [InlineData("today()", "2026-05-04")]
    [InlineData("current_date - 1", "2026-05-03")]
    [InlineData("now()", "2026-05-04 03:02:01+00")]
    [InlineData("age(date '2026-05-01')", "3 days")]
    [InlineData("p / zero", "!division by zero")]
    [InlineData("i / zero", "!division by zero")]
    [InlineData("nullif(i, 7) // zero", "∅")]
    [InlineData("nullif(i, 7)::double / zero", "∅")]
    [InlineData("nullif(i, 7) / zero", "∅")]
    [InlineData("i // zero", "!division by zero")]
    [InlineData("i % zero", "!division by zero")]
    [InlineData("i::double / zero", "!division by zero")]
    [InlineData("1e308::double * 10", "!a number beyond the limits of double")]
    [InlineData("big + 1", "!bigint out of range")]
    [InlineData("big * i", "!bigint out of range")]
    [InlineData("-(-big - 1)", "!bigint out of range")]
    [InlineData("1000000 * 1000000", "1000000000000")]
    [InlineData("p / zero > 1", "!division by zero")]
    [InlineData("'v' || p / zero", "!division by zero")]
    [InlineData("(p * 1e19)::bigint", "!bigint out of range")]
    [InlineData("(p * 1000)::smallint + (p * 1000)::smallint", "20500")]
    [InlineData("(p * 10000)::smallint", "!smallint out of range")]
    [InlineData("(10.0 ^ 400)::double", "!a number beyond the limits of double")]
    [InlineData("10.0 ^ 200000", "!a number beyond the limits of numeric")]
    [InlineData("p ^ 0.5", "!the exponent 0.5 is no whole number")]
    [InlineData("p::numeric(3, 2)", "!10.25 does not fit numeric(3, 2)")]
    public async Task Expressions_compute_as_PostgreSQL_does(string expression, string expected)
    {
        var batch = await TestBatch.TransformAsync(
            ["cast: { q: numeric }", $"derive: {{ r: \"{expression.Replace("\"", "\\\"", StringComparison.Ordinal)}\" }}", "drop: [p, q, i, zero, n, big, t, j, w, c, o]"], Record);

        var came = batch.Output.Rejects is [var reject] ? $"!{reject.Reason}" : Assert.Single(batch.Rows);
        Assert.Equal(expected[0] == '!' ? $"!The expression of column r: {expected[1..]}." : expected, came == "10.0" ? "10" : came);
    }

    [Theory]
    [InlineData("upper(p)", "upper takes no numeric, which p is")]
    [InlineData("sqrt(p * 2)", "sqrt takes no numeric, which (p * 2) is")]
    [InlineData("p > t", "p is a numeric and t is none")]
    [InlineData("p = 'abc'", "'abc' is to be a number")]
    [InlineData("coalesce(p, 'none')", "'none' is to be a number")]
    [InlineData("p::date", "cannot be cast to date")]
    [InlineData("{'a': p}", "struct_pack takes no numeric, which p")]
    [InlineData("to_json(p)", "to_json takes no numeric, which p is")]
    [InlineData("[p, q]", "a list of numerics")]
    [InlineData("case when i > 1 then [p / zero] end", "a list of numerics")]
    [InlineData("coalesce([p], [])", "is a list of numerics and main.list_value() is none: cast it to NUMERIC[]")]
    [InlineData("case when p then 1 end", "p is a numeric and no condition")]
    [InlineData("round(p, q)", "round takes a whole number of places, and q is a numeric")]
    [InlineData("1e400", "write that one as a text that is cast, such as '1e400'::numeric")]
    [InlineData("list_transform([1], lambda x: x + p)", "a lambda cannot use the numeric p")]
    [InlineData("list_transform(['1.2345'], lambda x: x::numeric)", "a lambda cannot cast to numeric")]
    [InlineData("p::numeric(50, 2)", "p can be cast to numeric(p, s) with p from 1 to 38")]
    [InlineData("list_transform([1], lambda x: now())", "a lambda cannot use now()")]
    [InlineData("random()", "random() cannot be used: it gives another answer each time")]
    [InlineData("UUID()", "uuid() cannot be used")]
    [InlineData("list_transform([1], lambda x: random())", "random() cannot be used")]
    [InlineData("numeric_add('1', '2')", "numeric_add cannot be used")]
    public async Task What_would_lose_digits_is_refused(string expression, string reason)
    {
        var error = await Transformed.ErrorOfAsync(["cast: { q: numeric }", $"derive: {{ r: \"{expression}\" }}"], Record);

        Assert.Equal("bad_expression", error.Kind);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("line 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_without_a_result_rejects_its_record()
    {
        var batch = await TestBatch.TransformAsync(["filter: 10.0 / a > 2"], """{"a":4}""", """{"a":0}""", """{"a":8}""", """{"a":null}""");

        Assert.Equal(["7000001|4"], batch.Records);
        Assert.Equal(2, batch.Output.Filtered);
        var reject = Assert.Single(batch.Output.Rejects);
        Assert.Equal((2, "The condition of 'filter' in line 8: division by zero."), (reject.Line, reject.Reason));
    }

    [Fact]
    public async Task What_is_nested_too_deeply_is_refused_in_good_time()
    {
        var nested = Enumerable.Range(0, 20).Aggregate("p", (inner, _) => $"case when {inner} / 2 > 1 then 1.5 else 0 end");

        var error = await Transformed.ErrorOfAsync([$"derive: {{ r: \"{nested}\" }}"], Record);

        Assert.Contains("nested too deeply", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_chain_is_read_in_good_time()
    {
        var chain = string.Join(" || ", Enumerable.Range(0, 100).Select(i => $"'{i}' || (a + {i})"));

        var batch = await TestBatch.TransformAsync([$"derive: {{ r: \"{chain}\" }}"], """{"a":0}""");

        Assert.Equal("0|" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}{i}")), Assert.Single(batch.Rows));
    }
}
