using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Tests.Support;

/// <summary>Collects shapes as the Extractor does, slowly and plainly.</summary>
internal static class Shapes
{
    public static Shape Of(IEnumerable<string> records)
    {
        var shape = new Shape();
        foreach (var record in records)
        {
            using var document = JsonDocument.Parse(record);
            Collect(document.RootElement, shape);
        }

        return shape;
    }

    private static void Collect(JsonElement value, Shape shape)
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
                CollectNumber(value.GetRawText(), shape);
                break;
            default:
                shape.Kinds |= JsonKinds.Object;
                foreach (var field in value.EnumerateObject())
                {
                    if (!shape.Fields.TryGetValue(field.Name, out var child))
                        shape.Fields.Add(field.Name, child = new Shape());
                    Collect(field.Value, child);
                }

                break;
        }
    }

    private static void CollectNumber(string text, Shape shape)
    {
        shape.Kinds |= text.AsSpan().IndexOfAny(".eE") < 0 ? JsonKinds.Integer : JsonKinds.Fraction;
        var parts = text.ToLowerInvariant().TrimStart('-').Split('e');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var mantissa = parts[0].Split('.');
        var fraction = mantissa.Length > 1 ? mantissa[1] : "";
        var digits = (mantissa[0] + fraction).TrimStart('0');
        shape.IntegerDigits = Math.Max(shape.IntegerDigits, Math.Max(1, mantissa[0].Length + exponent));
        shape.FractionDigits = Math.Max(shape.FractionDigits, Math.Max(0, fraction.Length - exponent));
        shape.SignificantDigits = Math.Max(shape.SignificantDigits, digits.Length);
    }
}
