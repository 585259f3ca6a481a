using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Transforming;

/// <summary>How records are cut into batches is chance: it may not show in the table.</summary>
public sealed class CutTests
{
    private static readonly string[] Records =
    [
        """{"a":"x y","b":1,"c":{"d":"p","e":[1]},"f":true}""",
        """{"a":12,"b":2.5,"c":"beside","f":"No"}""",
        """{"a":1.0,"b":null,"c":{"d":7,"g":{"h":0.10}}}""",
        """{"b":"none","c":{"d":null},"f":null}""",
        """{"a":[1, 2],"b":-3,"c":[true],"f":0}""",
        """{}""",
    ];

    private static readonly string[] Numbers =
    [
        """{"n":1}""", """{"n":2.50}""", """{"n":1e3}""", """{"n":9223372036854775807}""", """{"n":0.10}""", """{"n":null}""", """{"n":0}""",
        """{"n":12345678901234567890}""", """{"n":-7}""", """{}""",
    ];

    [Theory]
    [InlineData("derive: { k: \"'v' || n\", t: n::text }")]
    [InlineData("derive: { d: n * 2, s: n + 1 }")]
    [InlineData("derive: { h: n / 2, w: n // 2, m: n % 3 }")]
    [InlineData("derive: { r: \"round(n, 1)\", c: ceil(n), p: \"power(n, 2)\", a: abs(-n) }")]
    [InlineData("derive: { g: \"greatest(n, 5)\", c: \"coalesce(n, 0)\", i: \"case when n > 1.5 then n else 0 end\" }")]
    [InlineData("derive: { m: \"n::bigint - (case when n < 5 then n else _record end)\", g: \"greatest(n, 2) * 9000000000000000000\" }", "drop: m")]
    [InlineData("derive: { d: \"nullif(n, 1.0) * 9223372036854775807\", g: \"greatest(n, 1.5) * 9223372036854775807\" }")]
    [InlineData("fill: { n: 0 }", "filter: n <> 0", "derive: { d: 10 / n }")]
    [InlineData("fill: { n: 0.5 }", "derive: { d: n * n }")]
    [InlineData("cast: { n: numeric }", "derive: { d: n * 2 }")]
    [InlineData("derive: { d: 10 / n }")]
    public async Task A_number_becomes_the_same_alone_and_among_others(params string[] steps) => await AssertSameAsync(steps, Numbers);

    [Theory]
    [InlineData("flatten", "upper: [a, b, c, c_d, f]")]
    [InlineData("upper: [a]", "flatten", "cast: { a: text, b: text, c: text, c_d: text, c_g_h: text, f: text }")]
    [InlineData("flatten", "fill: { a: none, b: none, c_d: none, f: none }", "trim: [a, b, c, c_d, c_g_h, f]")]
    [InlineData("flatten", "cast: { a: text, b: text }", "split: { column: a, into: [a1, a2], separator: ' ' }", "drop: [c, c_d, c_g_h, f]")]
    [InlineData("cast: { b: double, f: boolean }", "drop: [a, c]")]
    [InlineData("cast: { a: text }", "filter: a <> '12'", "derive: { n: \"coalesce(length(a), 0)\" }", "drop: [b, c, f]")]
    public async Task Every_record_becomes_the_same_row_alone_and_among_others(params string[] steps) => await AssertSameAsync(steps, Records);

    private static async Task AssertSameAsync(string[] steps, string[] records)
    {
        var together = await TestBatch.TransformAsync(steps, records);
        var alone = new List<string>();
        var rejects = new List<string>();
        foreach (var record in records)
        {
            var batch = await TestBatch.TransformAsync(steps, record);
            alone.AddRange(Describe(batch));
            rejects.AddRange(batch.Output.Rejects.Select(reject => reject.Reason));
        }

        Assert.Equal(Describe(together), alone);
        Assert.Equal(together.Output.Rejects.Select(reject => reject.Reason), rejects);
    }

    // A column that is missing and one that is null are the same in the table.
    private static IEnumerable<string> Describe(Transformed batch) => batch.Rows.Select(row => string.Join(' ', batch.Output.Columns
        .Zip(row.Split('|'), (column, value) => (column.Name, Value: value))
        .Where(pair => pair.Value != "∅")
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}")));
}
