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
        "BIGINT" => Fixed<long>(name, LogicalType.Int(64, isSigned: true), PhysicalType.Int64),
        "DOUBLE" => Fixed<double>(name, LogicalType.None(), PhysicalType.Double),
        "BOOLEAN" => Fixed<bool>(name, LogicalType.None(), PhysicalType.Boolean),
        "DATE" => Fixed<int>(name, LogicalType.Date(), PhysicalType.Int32),
        "TIMESTAMP" => Timestamp(name, isAdjustedToUtc: false),
        "TIMESTAMP WITH TIME ZONE" => Timestamp(name, isAdjustedToUtc: true),
        _ when sqlType.StartsWith("DECIMAL(", StringComparison.Ordinal) => Decimal(name, sqlType),
        _ => throw new ArgumentException($"Column '{name}' is {sqlType}, which has no place in a typed file.", nameof(sqlType)),
    };

    private static ParquetColumn<T, SameValue<T>> Fixed<T>(string name, LogicalType logicalType, PhysicalType physicalType)
        where T : unmanaged => new(name, logicalType, physicalType, new SameValue<T>());

    private static ParquetColumn<long, SameValue<long>> Timestamp(string name, bool isAdjustedToUtc) =>
        Fixed<long>(name, LogicalType.Timestamp(isAdjustedToUtc, TimeUnit.Micros), PhysicalType.Int64);

    private static ParquetColumn Decimal(string name, string sqlType)
    {
        var numbers = sqlType["DECIMAL(".Length..^1].Split(',');
        var precision = int.Parse(numbers[0], CultureInfo.InvariantCulture);
        var type = LogicalType.Decimal(precision, int.Parse(numbers[1], CultureInfo.InvariantCulture));
        return precision switch
        {
            <= MostDigitsOfInt16 => new ParquetColumn<int, ShortValue>(name, type, PhysicalType.Int32, new ShortValue()),
            <= MostDigitsOfInt32 => Fixed<int>(name, type, PhysicalType.Int32),
            <= MostDigitsOfInt64 => Fixed<long>(name, type, PhysicalType.Int64),
            _ => new ParquetColumn<FixedLenByteArray, HugeDecimal>(
                name, type, PhysicalType.FixedLenByteArray, new HugeDecimal(), HugeDecimal.Size),
        };
    }
}

/// <summary>Values that Parquet keeps as DuckDB does.</summary>
internal readonly struct SameValue<T> : IValueReader<T>
    where T : unmanaged
{
    public T Read(ChunkVector vector, int row, int index) => vector.Get<T>(row);
}

/// <summary>Decimals of at most four digits, which DuckDB keeps in 16 bits and Parquet in 32.</summary>
internal readonly struct ShortValue : IValueReader<int>
{
    public int Read(ChunkVector vector, int row, int index) => vector.Get<short>(row);
}

/// <summary>Decimals of more than 18 digits: Parquet keeps them from their highest byte on.</summary>
internal readonly struct HugeDecimal() : IValueReader<FixedLenByteArray>
{
    public const int Size = 16;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Chunk.Capacity * Size, pinned: true);

    public unsafe FixedLenByteArray Read(ChunkVector vector, int row, int index)
    {
        var bytes = _bytes.AsSpan(index * Size, Size);
        BinaryPrimitives.WriteInt128BigEndian(bytes, vector.Get<Int128>(row));
        return new FixedLenByteArray((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)));
    }
}
