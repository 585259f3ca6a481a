using System.Text.Json;
using CsCheck;
using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Reading;

/// <summary>The reading of records against a slow and obvious one, with all that turns it from its fast way.</summary>
public sealed class RandomRecordsTests
{
    // Every column meets texts and numbers, so it is text: what a string says, and all else as it was written.
    private static readonly string[] First =
    [
        """{"a":"t","b":"t","c":"t","o":{"x":"t","y":"t"}}""",
        """{"a":1,"b":1,"c":1,"o":{"x":1,"y":1}}""",
    ];

    private static readonly Gen<string> Space = Gen.Frequency((6, Gen.Const("")), (1, Gen.OneOf(" ", "\t ", "  ")));

    private static readonly Gen<string> Text =
        Gen.OneOf("x", " ", "ä", "漢", "😀", "{", "]", ",", ":", @"\""", @"\\", @"\n", @"\/", @"\u0041", @"\ud83d\ude00", "a text of more than twelve bytes")
            .Array[0, 4].Select(parts => $"\"{string.Concat(parts)}\"");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Text, Gen.OneOf("0", "-1", "1.50", "12345678901234567890", "1e5", "true", "false", "null"));

    private const char Value = '§';

    private static readonly Gen<string> Make =
        Gen.Select(Fields(Gen.OneOf("\"a\"", "\"b\"", "\"c\"", @"""\u0061""", "\"other\"")),
            Fields(Gen.OneOf("\"x\"", "\"y\"", @"""\u0079""", "\"z\"")), Gen.Int[0, 5], Space,
            (fields, inner, place, space) => Object([.. fields.Take(place), $"\"o\":{Object(inner, space)}", .. fields.Skip(place)], space));

    // One to four of the same make, with values of their own.
    private static readonly Gen<string[]> Alike = Gen.Select(Make, Scalar.Array[12, 12].Array[1, 4], (make, rows) =>
        rows.Select(values => string.Concat(make.Split(Value).Select((part, index) => index == 0 ? part : values[index - 1] + part))).ToArray());

    // One after the other, or three of them in turn.
    private static readonly Gen<string[]> Records = Gen.OneOf(
        Alike.Array[0, 20].Select(makes => makes.SelectMany(one => one).ToArray()),
        Alike.Array[3].Select(makes => Enumerable.Range(0, 12).Select(number => makes[number % 3][number / 3 % makes[number % 3].Length]).ToArray()));

    [Fact]
    public Task Values_are_what_the_slow_way_finds() => Records.SampleAsync(async records =>
    {
        string[] all = [.. First, .. records];

        var batch = await TestBatch.TransformAsync(["flatten", "drop: [other, o_z]", "derive: { x: \"a = 'x'\" }"], all);

        Assert.Equal("a text, b text, c text, o_x text, o_y text, x boolean", batch.Columns);
        Assert.Equal(all.Select(ReadSlowly), batch.Rows);
    }, iter: 300);

    private static Gen<string[]> Fields(Gen<string> name) =>
        Gen.Select(name, Space, (name, space) => $"{name}{space}:{space}{Value}").Array[0, 6];

    private static string Object(string[] fields, string space) => $"{{{space}{string.Join($"{space},{space}", fields)}{space}}}";

    private static string ReadSlowly(string record)
    {
        using var document = JsonDocument.Parse(record);
        var root = document.RootElement;
        var inner = root.GetProperty("o");
        var a = Show(root, "a");
        var isX = a == "∅" ? a : a == "x" ? "true" : "false";
        return string.Join('|', [a, Show(root, "b"), Show(root, "c"), Show(inner, "x"), Show(inner, "y"), isX]);
    }

    // Of a name given twice the last one counts; null and missing are the same.
    private static string Show(JsonElement element, string name)
    {
        var value = element.EnumerateObject().LastOrDefault(field => field.Name == name).Value;
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => "∅",
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
    }
}
