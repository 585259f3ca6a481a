using DuckDB.NET.Native;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>Chooses how a column of the typed layer is selected from its file and encoded for its column in PostgreSQL.</summary>
internal static class FieldEncoders
{
    /// <summary>
    /// The column in DuckDB's SQL. The cast is none for a file as it should be; numeric has several forms, told apart by
    /// <see cref="For"/>.
    /// </summary>
    public static string Select(TypedColumn column)
    {
        var name = SqlName.Quote(column.Name);
        return column.Type is ColumnType.Numeric ? name : $"cast({name} as {DuckDbName(column)})";
    }

    /// <summary>The encoder for a selected column.</summary>
    public static FieldEncoder For(TypedColumn column, VectorType type) => column.Type switch
    {
        ColumnType.Text => new TextEncoder(),
        ColumnType.Bigint => new BigintEncoder(),
        ColumnType.Double => new DoubleEncoder(),
        ColumnType.Boolean => new BooleanEncoder(),
        ColumnType.Date => new DateEncoder(column.Name),
        ColumnType.Timestamp or ColumnType.Timestamptz => new TimestampEncoder(column.Name),
        ColumnType.Json => new JsonbEncoder(),
        ColumnType.Numeric => Numeric(column, type),
        _ => throw NoType(column),
    };

    private static FieldEncoder Numeric(TypedColumn column, VectorType type) => type.Physical switch
    {
        DuckDBType.Double => new NumericFromDoubleEncoder(),
        DuckDBType.SmallInt => new NumericFromIntegerEncoder<short>(value => value, type.Scale ?? 0),
        DuckDBType.Integer => new NumericFromIntegerEncoder<int>(value => value, type.Scale ?? 0),
        DuckDBType.BigInt => new NumericFromIntegerEncoder<long>(value => value, type.Scale ?? 0),
        DuckDBType.HugeInt => new NumericFromIntegerEncoder<Int128>(value => value, type.Scale ?? 0),
        DuckDBType.Varchar => new NumericFromTextEncoder(column.Name),
        _ => throw new InvalidDataException($"Column '{column.Name}' is numeric, but its typed file holds {type.Physical}."),
    };

    private static string DuckDbName(TypedColumn column) => column.Type switch
    {
        ColumnType.Text or ColumnType.Json => "varchar",
        ColumnType.Bigint => "bigint",
        ColumnType.Double => "double",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Timestamptz => "timestamptz",
        _ => throw NoType(column),
    };

    private static ArgumentException NoType(TypedColumn column) =>
        new($"Column '{column.Name}' has no type, so there is nothing to load.", nameof(column));
}
