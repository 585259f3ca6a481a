using System.Text.Json;
using System.Text.Json.Serialization;

namespace EtlAspire.Contracts.Batches;

/// <summary>
/// What the values at one place of a batch's records look like; the root describes the records themselves. The Extractor
/// collects it while it scans, the Transformer chooses the columns and types of the batch by it.
/// </summary>
public sealed class Shape
{
    // A record may be nested 64 deep, and each of its levels takes two of the shape's.
    private static readonly JsonSerializerOptions Compact =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, MaxDepth = 256 };

    /// <summary>The kinds of value seen, nulls apart.</summary>
    public JsonKinds Kinds { get; set; }

    /// <summary>How many values were null. A field that a record lacks is not counted.</summary>
    public long Nulls { get; set; }

    /// <summary>Most digits before the decimal point of any number seen, written out without exponent.</summary>
    public int IntegerDigits { get; set; }

    /// <summary>Whether integers of 19 digits were seen that 64 bits hold, and no others of so many. Absent in shapes of older batches.</summary>
    public bool HasLongBigints { get; set; }

    /// <summary>Most digits after the decimal point of any number seen, written out without exponent.</summary>
    public int FractionDigits { get; set; }

    /// <summary>Most significant digits of a single number: from 16 on a double may not hold it exactly.</summary>
    public int SignificantDigits { get; set; }

    /// <summary>The fields of the objects seen here by name, in the order of their first appearance.</summary>
    public OrderedDictionary<string, Shape> Fields { get; init; } = [];

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no shape.</exception>
    public static Shape FromJson(string json) =>
        JsonSerializer.Deserialize<Shape>(json, Compact) ?? throw new JsonException("A shape must not be null.");

    /// <summary>Writes the shape as compact JSON, as the catalog keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Compact);
}
