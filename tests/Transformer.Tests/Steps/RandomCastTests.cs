using System.Globalization;
using System.Text.Json;
using CsCheck;
using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

/// <summary>What a value is cast to does not depend on the values that share its batch.</summary>
public sealed class RandomCastTests
{
    private static readonly string[] Types = ["bigint", "numeric", "double", "boolean", "date", "timestamp", "timestamptz", "json"];

    private static readonly string[] Texts =
    [
        "", " ", "x", "12", " 12\t", "12.0", "1.50", "1e16", "-0", "1e400", "1e-400", "1e1000", "1e200000", "9223372036854775808", "nan",
        "true", "TRUE", "yes", "0", "null", "{\"a\":1}", "[1e200000]", "\"x\"", "2024-01-05", "2024-01-05 10:00", "2024-01-05T10:00Z",
        "2024-01-05T10:00+02:00", "2024-01-05 10:00:00 Europe/Berlin", "2024-07-05 10:00:00 America/New_York", "2024-01-05 10:00:00 UTC",
        "2024-01-05 10:00 Nowhere", "24-01-05", "2024/1/5", "epoch", "now", "today", "infinity", "294247-01-10", "294247-01-11",
    ];

    private static readonly string[] Values =
    [
        .. Texts.Select(text => JsonSerializer.Serialize(text)),
        "null", "true", "false", "0", "-0", "12", "12.0", "1.50", "0.1", "1e16", "1e400", "1e-400", "1e1000", "1e200000", "9223372036854775808", "0.12345678901234567890", "{}", "{\"a\":1.10}", "[1,\"x\"]",
    ];

    private static readonly Gen<int[]> Batch = Gen.Int[0, Values.Length - 1].Array[2, 30];

    public static TheoryData<string> AllTypes => [.. Types];

    [Theory]
    [MemberData(nameof(AllTypes))]
    public async Task A_value_alone_becomes_what_it_becomes_in_any_batch(string type)
    {
        var alone = new List<string>();
        foreach (var value in Values)
            alone.Add(Assert.Single(await CastAsync(type, [value])));

        await Batch.SampleAsync(async batch =>
            Assert.Equal(batch.Select(index => alone[index]), await CastAsync(type, [.. batch.Select(index => Values[index])])), iter: 15);
    }

    // What came of each value, in their order.
    private static async Task<IEnumerable<string>> CastAsync(string type, string[] values)
    {
        var batch = await TestBatch.TransformAsync([$"cast: {{ a: {type} }}"], [.. values.Select(value => $"{{\"a\":{value}}}")]);

        var results = batch.Output.Rejects.ToDictionary(reject => reject.Line, reject => reject.Reason);
        foreach (var record in batch.Records)
        {
            var parts = record.Split('|', 2);
            var line = int.Parse(parts[0], CultureInfo.InvariantCulture) % 1_000_000;
            results.Add(line, type == "numeric" ? Plain(parts[1]) : parts[1]);
        }

        return results.OrderBy(result => result.Key).Select(result => result.Value);
    }

    // A typed file may hold the same number in several ways.
    private static string Plain(string number) => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
        : number;
}
