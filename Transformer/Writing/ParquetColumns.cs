using EtlAspire.Transformer.Chunks;
using ParquetSharp;

namespace EtlAspire.Transformer.Writing;

/// <summary>Chooses the columns of typed files.</summary>
internal static class ParquetColumns
{
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
        _ => throw new ArgumentException($"Column '{name}' is {sqlType}, which has no place in a typed file.", nameof(sqlType)),
    };

    private static ParquetColumn<T, SameValue<T>> Fixed<T>(string name, LogicalType logicalType, PhysicalType physicalType)
        where T : unmanaged => new(name, logicalType, physicalType, new SameValue<T>());

    private static ParquetColumn<long, SameValue<long>> Timestamp(string name, bool isAdjustedToUtc) =>
        Fixed<long>(name, LogicalType.Timestamp(isAdjustedToUtc, TimeUnit.Micros), PhysicalType.Int64);
}

/// <summary>Values that Parquet keeps as DuckDB does.</summary>
internal readonly struct SameValue<T> : IValueReader<T>
    where T : unmanaged
{
    public T Read(ChunkVector vector, int row, int index) => vector.Get<T>(row);
}
