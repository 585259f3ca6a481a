using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using Npgsql;

namespace EtlAspire.Loader.Schema;

/// <summary>Reads the columns that tables really have.</summary>
internal static class TableColumns
{
    /// <summary>The column with the run's number.</summary>
    public const string Run = "_run";

    /// <summary>The column with the <see cref="RecordId"/>.</summary>
    public const string Record = "_record";

    private const string Sql =
        """
        select attname, format_type(atttypid, atttypmod)
        from pg_attribute
        where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
        order by attnum
        """;

    /// <summary>The two columns that say where a row came from.</summary>
    public static IReadOnlyList<TableColumn> Lineage { get; } =
        [TableColumn.Of(Run, ColumnType.Bigint), TableColumn.Of(Record, ColumnType.Bigint)];

    /// <summary>The table's columns in their order; null when there is no such table.</summary>
    public static async Task<IReadOnlyList<TableColumn>?> ReadAsync(
        NpgsqlConnection connection, TableName table, CancellationToken cancellationToken)
    {
        if (await connection.ReadScalarAsync<bool>("select to_regclass($1) is null", cancellationToken, table.Quoted))
            return null;

        return await connection.ReadAsync(Sql, reader =>
        {
            var type = reader.GetString(1);
            return new TableColumn(reader.GetString(0), type, PostgresTypes.Find(type));
        }, cancellationToken, table.Quoted);
    }
}
