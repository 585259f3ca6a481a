using EtlAspire.Contracts.Batches;
using EtlAspire.Loader.Loading.Copy;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Loading;

/// <summary>
/// Copies a typed file into a staging table whose columns may be wider than the file's. Then the rows take a way round by a
/// temporary table, so that it is PostgreSQL that widens them, in the one way of <see cref="WideningSql"/>: DuckDB spells
/// some values differently. That is for the few batches that saw less than the others.
/// </summary>
internal static class StagingCopy
{
    private const string Incoming = "pg_temp.etl_incoming";

    /// <summary>Copies all rows, within the connection's transaction. Their number.</summary>
    public static async Task<long> CopyAsync(
        NpgsqlConnection connection, string path, IReadOnlyList<TypedColumn> columns, TableName table, long runNumber,
        CancellationToken cancellationToken)
    {
        // From here on nobody changes the columns: the schema step needs a lock that this one excludes.
        await connection.ExecuteAsync($"lock table {table.Quoted} in row exclusive mode", cancellationToken);
        var existing = await TableColumns.ReadAsync(connection, table, cancellationToken);
        var wanted = existing!.ToDictionary(column => column.Name, column => column.Type);
        if (columns.All(column => wanted[column.Name] == column.Type))
            return await ParquetCopy.CopyAsync(connection, path, columns, table.Quoted, runNumber, cancellationToken);

        await connection.ExecuteAsync(
            $"create temporary table etl_incoming ({Definitions(columns)}) on commit drop", cancellationToken);
        await ParquetCopy.CopyAsync(connection, path, columns, Incoming, runNumber, cancellationToken);
        var names = columns.Select(column => SqlName.Quote(column.Name)).Concat(LineageNames);
        var values = columns
            .Select(column => WideningSql.Convert(SqlName.Quote(column.Name), column.Type!.Value, wanted[column.Name]!.Value))
            .Concat(LineageNames);
        return await connection.ExecuteAsync(
            $"insert into {table.Quoted} ({string.Join(", ", names)}) select {string.Join(", ", values)} from {Incoming}",
            cancellationToken);
    }

    private static IEnumerable<string> LineageNames => TableColumns.Lineage.Select(column => column.Name);

    private static string Definitions(IEnumerable<TypedColumn> columns) => string.Join(", ", columns
        .Select(column => TableColumn.Of(column.Name, column.Type ?? ColumnType.Text))
        .Concat(TableColumns.Lineage)
        .Select(column => $"{SqlName.Quote(column.Name)} {column.PostgresType}"));
}
