using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>The unique index on a replaced table's primary key; known as ours by its name.</summary>
internal static class PrimaryKeyIndex
{
    private const string Savepoint = "before_key";

    /// <summary>The index's name for a table's.</summary>
    public static string NameFor(string table) => Identifiers.Fit($"{table}_etl_key");

    /// <summary>Creates it on the staging table or the target, if the definition has a primary key. Whether it did.</summary>
    /// <exception cref="RunFailedException">
    /// Two rows have the same key (<c>duplicate_key</c>), one has none (<c>null_key</c>) or one that is too long (<c>key_too_long</c>), or
    /// there is no such column (<c>unknown_key</c>).
    /// </exception>
    public static async Task<bool> CreateAsync(
        NpgsqlConnection connection, StagedTable staged, TableName table, CancellationToken cancellationToken)
    {
        var key = staged.Resource.PrimaryKey;
        if (key.Count == 0 || staged.IsShapeless)
            return false;

        if (key.FirstOrDefault(name => staged.Columns.All(column => column.Name != name)) is { } missing)
        {
            throw new RunFailedException(Stage.Publish, ErrorKinds.UnknownKey,
                $"Table {staged.Target} has no column '{missing}', which its primary key names.",
                "Name the column in primary_key as the steps leave it.");
        }

        var columns = string.Join(", ", key.Select(SqlName.Quote));
        await connection.ExecuteAsync($"savepoint {Savepoint}", cancellationToken);
        try
        {
            await connection.ExecuteAsync(
                $"create unique index {SqlName.Quote(NameFor(table.Name))} on {table.Quoted} ({columns})",
                cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await connection.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellationToken);
            await StagedCount.CheckAsync(connection, staged, isIndexed: false, cancellationToken); // it may be we who have rows twice
            throw await DescribeAsync(connection, staged, table, columns, exception, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ProgramLimitExceeded)
        {
            throw new RunFailedException(Stage.Publish, ErrorKinds.KeyTooLong,
                $"A value of the key ({string.Join(", ", key)}) of table {staged.Target} is too long: {exception.MessageText}.",
                $"Name a shorter column in primary_key, or make one: derive: {{ key: \"md5({key[0]})\" }}.", exception);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedObject)
        {
            throw SchemaErrors.Conflict(exception, Stage.Publish, staged.Target); // a type that cannot be compared
        }

        await PrimaryKeyNulls.RefuseAsync(connection, staged, table, cancellationToken);
        return true;
    }

    /// <summary>After the staging table has become the target: the index follows.</summary>
    public static Task RenameAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        var old = new TableName(staged.Target.Schema, NameFor(staged.Staging.Name));
        return connection.ExecuteAsync(
            $"alter index if exists {old.Quoted} rename to {SqlName.Quote(NameFor(staged.Target.Name))}", cancellationToken);
    }

    /// <summary>Drops it: before rows are written, or because the key has changed or is no promise any more.</summary>
    public static Task DropAsync(NpgsqlConnection connection, TableName target, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            $"drop index if exists {SqlName.Quote(target.Schema, NameFor(target.Name))}", cancellationToken);

    private static async Task<RunFailedException> DescribeAsync(
        NpgsqlConnection connection, StagedTable staged, TableName table, string columns, PostgresException cause,
        CancellationToken cancellationToken)
    {
        var example = await connection.ReadAsync(
            $"""
            select row({columns})::text, count(*) from {table.Quoted}
            group by {columns} having count(*) > 1 order by count(*) desc limit 1
            """,
            reader => (Key: reader.GetString(0), Count: reader.GetInt64(1)), cancellationToken);
        var shown = example.Count == 0 ? "" : $" {example[0].Key} stands in {example[0].Count:N0} rows.";
        return new RunFailedException(Stage.Publish, ErrorKinds.DuplicateKey,
            $"Table {staged.Target} would have the key ({string.Join(", ", staged.Resource.PrimaryKey)}) more than once:{shown}",
            "Correct primary_key, or filter the records that come twice.", cause);
    }
}
