using EtlAspire.Contracts.Batches;

namespace EtlAspire.Loader.Schema;

/// <summary>Reads the columns that tables really have.</summary>
internal static class TableColumns
{
    /// <summary>The column with the <see cref="RecordId"/>.</summary>
    public const string Record = "_record";

    // Not to_regclass: it may answer from what the session knew before it waited for a lock.
    private const string Sql =
        """
        select a.attname, format_type(a.atttypid, a.atttypmod)
        from pg_class t
        join pg_namespace n on n.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = $1 and t.relname = $2
        order by a.attnum
        """;

    /// <summary>The two columns that say where a row came from.</summary>
    public static IReadOnlyList<TableColumn> Lineage { get; } =
        [TableColumn.Of("_run", ColumnType.Bigint), TableColumn.Of(Record, ColumnType.Bigint)];

    /// <summary>The table's columns in their order; null when there is no such table.</summary>
    public static async Task<IReadOnlyList<TableColumn>?> ReadAsync(
        NpgsqlConnection connection, TableName table, CancellationToken cancellationToken)
    {
        var columns = await connection.ReadAsync(Sql, reader =>
        {
            var type = reader.GetString(1);
            return new TableColumn(reader.GetString(0), type, PostgresTypes.Find(type));
        }, cancellationToken, table.Schema, table.Name);
        return columns.Count == 0 ? null : columns;
    }
}
