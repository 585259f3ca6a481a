using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EtlAspire.Transformer.Chunks;
using ParquetSharp;

namespace EtlAspire.Transformer.Writing;

/// <summary>Chooses the columns of typed files.</summary>
internal static class ParquetColumns
{
    private const int MostDigitsOfInt16 = 4;
    private const int MostDigitsOfInt32 = 9;
    private const int MostDigitsOfInt64 = 18;

    /// <summary>The column for one of DuckDB's types.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="sqlType">The type, one of <see cref="Steps.PhysicalTypes"/>.</param>
    public static ParquetColumn For(string name, string sqlType) => sqlType switch
    {
        "VARCHAR" => new TextColumn(name, LogicalType.String()),
        "JSON" => new TextColumn(name, LogicalType.Json()),
        "BIGINT" => new FixedColumn<long>(name, LogicalType.Int(64, isSigned: true), PhysicalType.Int64),
        "DOUBLE" => new FixedColumn<double>(name, LogicalType.None(), PhysicalType.Double),
        "BOOLEAN" => new FixedColumn<bool>(name, LogicalType.None(), PhysicalType.Boolean),
        "DATE" => new FixedColumn<int>(name, LogicalType.Date(), PhysicalType.Int32),
        "TIMESTAMP" => Timestamp(name, isAdjustedToUtc: false),
        "TIMESTAMP WITH TIME ZONE" => Timestamp(name, isAdjustedToUtc: true),
        _ when sqlType.StartsWith("DECIMAL(", StringComparison.Ordinal) => Decimal(name, sqlType),
        _ => throw new ArgumentException($"Column '{name}' is {sqlType}, which has no place in a typed file.", nameof(sqlType)),
    };

    private static FixedColumn<long> Timestamp(string name, bool isAdjustedToUtc) =>
        new(name, LogicalType.Timestamp(isAdjustedToUtc, TimeUnit.Micros), PhysicalType.Int64);

    private static ParquetColumn Decimal(string name, string sqlType)
    {
        var numbers = sqlType["DECIMAL(".Length..^1].Split(',');
        var precision = int.Parse(numbers[0], CultureInfo.InvariantCulture);
        var type = LogicalType.Decimal(precision, int.Parse(numbers[1], CultureInfo.InvariantCulture));
        return precision switch
        {
            <= MostDigitsOfInt16 => new ShortColumn(name, type),
            <= MostDigitsOfInt32 => new FixedColumn<int>(name, type, PhysicalType.Int32),
            <= MostDigitsOfInt64 => new FixedColumn<long>(name, type, PhysicalType.Int64),
            _ => new HugeDecimalColumn(name, type),
        };
    }
}

/// <summary>Values that Parquet keeps as DuckDB does.</summary>
internal sealed class FixedColumn<T>(string name, LogicalType logicalType, PhysicalType physicalType)
    : ParquetColumn<T>(name, logicalType, physicalType)
    where T : unmanaged
{
    protected override T Read(ChunkVector vector, int row, int index) => vector.Get<T>(row);
}

/// <summary>Decimals of at most four digits, which DuckDB keeps in 16 bits and Parquet in 32.</summary>
internal sealed class ShortColumn(string name, LogicalType type) : ParquetColumn<int>(name, type, PhysicalType.Int32)
{
    protected override int Read(ChunkVector vector, int row, int index) => vector.Get<short>(row);
}

/// <summary>Decimals of more than 18 digits: Parquet keeps them from their highest byte on.</summary>
internal sealed class HugeDecimalColumn(string name, LogicalType type)
    : ParquetColumn<FixedLenByteArray>(name, type, PhysicalType.FixedLenByteArray, Size)
{
    private const int Size = 16;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Chunk.Capacity * Size, pinned: true);

    protected override unsafe FixedLenByteArray Read(ChunkVector vector, int row, int index)
    {
        var bytes = _bytes.AsSpan(index * Size, Size);
        BinaryPrimitives.WriteInt128BigEndian(bytes, vector.Get<Int128>(row));
        return new FixedLenByteArray((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)));
    }
}
