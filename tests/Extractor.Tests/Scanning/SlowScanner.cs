using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>What a scan must come to, written as plainly as possible.</summary>
internal sealed class SlowScanner
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    public SlowScanner(byte[] records)
    {
        using var document = JsonDocument.Parse(records, Deep);
        foreach (var record in document.RootElement.EnumerateArray())
        {
            var isGood = record.ValueKind == JsonValueKind.Object && Depth(record) <= 64 && HasGoodTexts(record);
            (isGood ? Records : Rejects).Add(RawText(record));
            if (isGood)
                Collect(Shape, record);
        }
    }

    public List<string> Records { get; } = [];

    public List<string> Rejects { get; } = [];

    public Shape Shape { get; } = new();

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Shape, string> Beyond = [];

    /// <summary>A number without its exponent, digit by digit.</summary>
    public static (int Integer, int Fraction, int Significant) CountDigits(string number)
    {
        var parts = number.TrimStart('-').Split('e', 'E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var (integer, fraction) = point < 0 ? (parts[0], "") : (parts[0][..point], parts[0][(point + 1)..]);
        for (; exponent > 0; exponent--)
        {
            integer += fraction.Length > 0 ? fraction[0] : '0';
            fraction = fraction.Length > 0 ? fraction[1..] : "";
        }

        for (; exponent < 0; exponent++)
        {
            fraction = (integer.Length > 0 ? integer[^1] : '0') + fraction;
            integer = integer.Length > 0 ? integer[..^1] : "";
        }

        integer = integer.TrimStart('0');
        var significant = (integer + fraction).Trim('0').Length;
        return (Math.Max(1, integer.Length), fraction.Length, significant);
    }

    private static int Depth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Select(field => Depth(field.Value)).DefaultIfEmpty().Max(),
        JsonValueKind.Array => 1 + value.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static bool HasGoodTexts(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => !value.GetString()!.Contains('\0', StringComparison.Ordinal),
                JsonValueKind.Array => value.EnumerateArray().All(HasGoodTexts),
                JsonValueKind.Object => value.EnumerateObject().All(field =>
                    !field.Name.Contains('\0', StringComparison.Ordinal) && HasGoodTexts(field.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false; // neither a lone surrogate nor a bad byte comes out as a string
        }
    }

    private static string RawText(JsonElement value) =>
        Encoding.UTF8.GetString(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value));

    private static void Collect(Shape shape, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                shape.Nulls++;
                break;
            case JsonValueKind.String:
                shape.Kinds |= JsonKinds.Text;
                break;
            case JsonValueKind.True or JsonValueKind.False:
                shape.Kinds |= JsonKinds.Boolean;
                break;
            case JsonValueKind.Array:
                shape.Kinds |= JsonKinds.Array;
                break;
            case JsonValueKind.Number:
                var text = value.GetRawText();
                shape.Kinds |= text.IndexOfAny(['.', 'e', 'E']) < 0 ? JsonKinds.Integer : JsonKinds.Fraction;
                var (integer, fraction, significant) = CountDigits(text);
                shape.IntegerDigits = Math.Max(shape.IntegerDigits, integer);
                if (integer == 19 && fraction == 0 && !long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
                    Beyond.AddOrUpdate(shape, "");
                shape.HasLongBigints = shape.IntegerDigits == 19 && !Beyond.TryGetValue(shape, out _);
                shape.FractionDigits = Math.Max(shape.FractionDigits, fraction);
                shape.SignificantDigits = Math.Max(shape.SignificantDigits, significant);
                break;
            default:
                shape.Kinds |= JsonKinds.Object;
                foreach (var field in value.EnumerateObject())
                {
                    if (!shape.Fields.TryGetValue(field.Name, out var child))
                        shape.Fields.Add(field.Name, child = new Shape());
                    Collect(child, field.Value);
                }

                break;
        }
    }
}
