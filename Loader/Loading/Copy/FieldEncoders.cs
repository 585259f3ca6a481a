using EtlAspire.Contracts.Batches;
using ParquetSharp;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>Chooses how a column of the typed layer is encoded for its column in PostgreSQL.</summary>
internal static class FieldEncoders
{
    /// <summary>The encoder for a column.</summary>
    /// <param name="column">The column; it has a type.</param>
    /// <param name="stored">How its file keeps it: one of the ways that the Transformer's <c>PhysicalTypes</c> tell of.</param>
    /// <exception cref="InvalidDataException">It is kept in a way that no such column is.</exception>
    public static FieldEncoder For(TypedColumn column, ColumnDescriptor stored) => (column.Type, stored.PhysicalType) switch
    {
        _ when stored is not { MaxDefinitionLevel: 1, MaxRepetitionLevel: 0 } =>
            throw new InvalidDataException($"Column '{column.Name}' is not a plain column that may be null."),
        (ColumnType.Text, PhysicalType.ByteArray) => Encode<ByteArray, TextFormat>(new()),
        (ColumnType.Bigint, PhysicalType.Int64) => Encode<long, BigintFormat>(new()),
        (ColumnType.Double, PhysicalType.Double) => Encode<double, DoubleFormat>(new()),
        (ColumnType.Boolean, PhysicalType.Boolean) => Encode<bool, BooleanFormat>(new()),
        (ColumnType.Date, PhysicalType.Int32) => Encode<int, DateFormat>(new(column.Name)),
        (ColumnType.Timestamp or ColumnType.Timestamptz, PhysicalType.Int64) => Encode<long, TimestampFormat>(new(column.Name)),
        (ColumnType.Json, PhysicalType.ByteArray) => Encode<ByteArray, JsonbFormat>(new()),
        (ColumnType.Numeric, PhysicalType.Double) => Encode<double, NumericFromDouble>(new()),
        (ColumnType.Numeric, PhysicalType.Int32) => Encode<int, NumericFromInt32>(new(ScaleOf(stored))),
        (ColumnType.Numeric, PhysicalType.Int64) => Encode<long, NumericFromInt64>(new(ScaleOf(stored))),
        (ColumnType.Numeric, PhysicalType.FixedLenByteArray) when stored.TypeLength == NumericFromHugeDecimal.Size =>
            Encode<FixedLenByteArray, NumericFromHugeDecimal>(new(ScaleOf(stored))),
        (ColumnType.Numeric, PhysicalType.ByteArray) => Encode<ByteArray, NumericFromText>(new(column.Name)),
        (null, _) => throw new ArgumentException($"Column '{column.Name}' has no type, so there is nothing to load.", nameof(column)),
        _ => throw new InvalidDataException($"Column '{column.Name}' is {column.Type}, but is kept as {stored.PhysicalType}."),
    };

    private static FieldEncoder<T, TFormat> Encode<T, TFormat>(TFormat format)
        where T : unmanaged
        where TFormat : struct, IFieldFormat<T> => new(format);

    private static int ScaleOf(ColumnDescriptor stored)
    {
        using var type = stored.LogicalType;
        return type is DecimalLogicalType number ? number.Scale : 0;
    }
}
