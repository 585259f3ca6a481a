using System.Text;
using CsCheck;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>Well-formed JSON with everything in it that is hard to bear.</summary>
internal static class RandomJson
{
    // Stands for a byte that is no UTF-8, which a string cannot hold.
    private const string BadByte = "\uE000";

    private static readonly Gen<string> Space = Gen.Frequency(
        (8, Gen.Const("")), (1, Gen.Const(" ")), (1, Gen.OneOf("\r\n", "\t", "\n  ")));

    private static readonly Gen<string> Characters = Gen.Frequency(
        (20, Gen.OneOf("a", "7", " ", "ä", "漢", "😀", "[", "}", ",", @"\""", @"\\", @"\n", @"\/", @"\u0041", @"\ud83d\ude00")),
        (1, Gen.OneOf(@"\u0000", @"\ud83d", @"\ude00", @"\ude00\ud83d", @"\\u0000", @"\\\u0000", BadByte)));

    private static readonly Gen<string> Text = Gen.Frequency((6, Characters.Array[0, 8]), (1, Characters.Array[8, 60])).Select(parts => $"\"{string.Concat(parts)}\"");

    private static readonly Gen<string> Digits = Gen.Frequency(
        (10, Gen.Int[0, 100_000].Select(number => $"{number}")),
        (1, Gen.Int[1, 400].Select(count => new string('9', count))));

    private static readonly Gen<string> Number =
        Gen.Select(Gen.OneOf("", "-"), Digits,
            Gen.OneOf(Gen.Const(""), Digits.Select(digits => $".{digits}"), Gen.OneOf(".000", ".5000", ".0005")),
            Gen.Frequency((4, Gen.Const("")), (1, Gen.OneOf("e0", "E5", "e-5", "e+12", "e-300", "E400"))),
            (sign, integer, fraction, exponent) => sign + integer + fraction + exponent);

    private static readonly Gen<string> Name = Gen.Frequency(
        (10, Gen.OneOf("id", "name", "address", "geo", "", "x y")),
        (1, Gen.OneOf(@"n\u0061me", @"a\""b", "ä", @"\ud83d", BadByte)))
        .Select(name => $"\"{name}\"");

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) => depth > 3
        ? Scalar
        : Gen.Frequency((6, Scalar), (1, ArrayOf(value)), (2, ObjectOf(value))));

    private static Gen<string> Scalar => Gen.OneOf(Text, Number, Gen.OneOf("null", "true", "false"));

    /// <summary>An array of records, most of them objects.</summary>
    public static Gen<byte[]> Records { get; } =
        ArrayOf(Gen.Frequency((8, ObjectOf(Value)), (1, Value), (1, Gen.Int[60, 70].Select(Nested)))).Select(ToBytes);

    /// <summary>A value, most often an object; line breaks may stand in it.</summary>
    public static Gen<byte[]> Record { get; } = Gen.Frequency((8, ObjectOf(Value)), (1, Value)).Select(ToBytes);

    /// <summary>Records of the same names in the same order, with any values.</summary>
    public static Gen<byte[][]> RecordsOfOneMake { get; } =
        Gen.Select(Name.Array[1, 4], Space, Gen.Frequency((5, Scalar), (1, Value)).Array[4, 4].Array[2, 6], (names, space, rows) =>
            rows.Select(values => ToBytes($"{{{string.Join($"{space},", names.Zip(values, (name, value) => $"{name}:{space}{value}"))}}}")).ToArray());

    /// <summary>Records of the same names in the same order, but for a field that some of them have.</summary>
    public static Gen<byte[][]> RecordsWithAField { get; } =
        Gen.Select(Name.Array[2, 5], Gen.Int[0, 4], Gen.Select(Gen.Bool, Gen.OneOf("null", "7", "\"x\"", "true").Array[5, 5]).Array[4, 12],
            (names, place, rows) => rows.Select(row => ToBytes(Object(names.Zip(row.Item2).Where((_, index) => row.Item1 || index != place)))).ToArray());

    private static string Object(IEnumerable<(string Name, string Value)> fields) =>
        $"{{{string.Join(',', fields.Select(field => $"{field.Name}:{field.Value}"))}}}";

    private static Gen<string> ArrayOf(Gen<string> element) =>
        Gen.Select(element.Array[0, 6], Space, (elements, space) => $"[{space}{string.Join($"{space},{space}", elements)}{space}]");

    private static Gen<string> ObjectOf(Gen<string> value) =>
        Gen.Select(Gen.Select(Name, Space, value, (name, space, text) => $"{name}{space}:{space}{text}").Array[0, 6], Space,
            (fields, space) => $"{{{space}{string.Join($"{space},", fields)}{space}}}");

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"id\":[", depth / 2)) + string.Concat(Enumerable.Repeat("]}", depth / 2));

    private static byte[] ToBytes(string json)
    {
        var latin = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(json));
        var bad = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(BadByte));
        return Encoding.Latin1.GetBytes(latin.Replace(bad, "\u00FF", StringComparison.Ordinal));
    }
}
