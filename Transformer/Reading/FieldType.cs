using EtlAspire.Contracts.Batches;

namespace EtlAspire.Transformer.Reading;

/// <summary>What the values of one place become.</summary>
/// <param name="Type">The type in the warehouse; null when there is nothing but nulls.</param>
/// <param name="SqlType">The type in DuckDB.</param>
internal readonly record struct FieldType(ColumnType? Type, string SqlType)
{
    /// <summary>Digits that a 64 bit integer always holds.</summary>
    private const int BigintDigits = 18;

    /// <summary>Values as the text that they were written in.</summary>
    public static FieldType OwnText { get; } = new(ColumnType.Text, "VARCHAR");

    /// <summary>The type by what the shape saw, of the kinds that are asked for. Nothing but the shape decides.</summary>
    public static FieldType Of(Shape shape, JsonKinds kinds)
    {
        const JsonKinds nested = JsonKinds.Object | JsonKinds.Array;
        const JsonKinds numbers = JsonKinds.Integer | JsonKinds.Fraction;
        return kinds switch
        {
            JsonKinds.None => new FieldType(null, "VARCHAR"),
            JsonKinds.Text => new FieldType(ColumnType.Text, "VARCHAR"),
            JsonKinds.Boolean => new FieldType(ColumnType.Boolean, "BOOLEAN"),
            _ when (kinds & nested) != 0 => new FieldType(ColumnType.Json, "JSON"),
            _ when (kinds & ~numbers) == 0 => OfNumbers(shape, kinds),
            _ => OwnText,
        };
    }

    private static FieldType OfNumbers(Shape shape, JsonKinds kinds)
    {
        if (shape.IntegerDigits > NumericLimits.IntegerDigits || shape.FractionDigits > NumericLimits.Decimals)
            return OwnText; // of a raw file of older versions: now such a record is rejected

        if (kinds == JsonKinds.Integer && (shape.IntegerDigits <= BigintDigits || shape.HasLongBigints))
            return new FieldType(ColumnType.Bigint, "BIGINT");

        return new FieldType(ColumnType.Numeric, "VARCHAR");
    }
}
