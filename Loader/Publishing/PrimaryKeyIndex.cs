using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>The unique index on a table's primary key; known as ours by its name.</summary>
internal static class PrimaryKeyIndex
{
    private const string Savepoint = "before_key";

    private const string Columns =
        """
        select array(
            select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(number, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number order by k.place)
        from pg_index i where i.indexrelid = to_regclass($1) and i.indrelid = to_regclass($2) and i.indisunique and i.indpred is null
        """;

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
        if (staged.Resource.PrimaryKey.Count == 0 || staged.IsShapeless)
            return false;

        await BuildAsync(connection, staged, table, cancellationToken);
        await PrimaryKeyNulls.RefuseAsync(connection, staged, table, cancellationToken);
        return true;
    }

    /// <summary>
    /// Makes sure that a table to which rows are added has it, with the key of today, so that a few rows are quickly looked for among
    /// millions. A table on which PostgreSQL lets us make none (somebody else's, a view) goes without.
    /// </summary>
    /// <exception cref="RunFailedException">As when it is created; the rows that have the same key are the table's own.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        var index = new TableName(staged.Target.Schema, NameFor(staged.Target.Name));
        var columns = await connection.ReadScalarAsync<string[]>(Columns, cancellationToken, index.Quoted, staged.Target.Quoted);
        if (columns is not null && columns.SequenceEqual(staged.Resource.PrimaryKey))
            return;

        const string savepoint = "before_index";
        await connection.ExecuteAsync($"savepoint {savepoint}", cancellationToken);
        try
        {
            await DropAsync(connection, staged.Target, cancellationToken);
            await BuildAsync(connection, staged, staged.Target, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege
            or PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.WrongObjectType)
        {
            await connection.ExecuteAsync($"rollback to savepoint {savepoint}", cancellationToken);
        }
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

    /// <summary>A value does not fit into the index.</summary>
    public static RunFailedException TooLong(StagedTable staged, PostgresException cause) => new(Stage.Publish, ErrorKinds.KeyTooLong,
        $"A value of the key ({string.Join(", ", staged.Resource.PrimaryKey)}) of table {staged.Target} is too long: {cause.MessageText}.",
        $"Name a shorter column in primary_key, or make one: derive: {{ key: \"md5({staged.Resource.PrimaryKey[0]})\" }}.", cause);

    private static async Task BuildAsync(
        NpgsqlConnection connection, StagedTable staged, TableName table, CancellationToken cancellationToken)
    {
        var key = staged.Resource.PrimaryKey;
        if (key.FirstOrDefault(name => staged.Columns.All(column => column.Name != name)) is { } missing)
        {
            throw new RunFailedException(Stage.Publish, ErrorKinds.UnknownKey,
                $"Table {staged.Target} has no column '{missing}', which its primary key names.",
                "Name the column in primary_key as the steps leave it.");
        }

        await connection.ExecuteAsync($"savepoint {Savepoint}", cancellationToken);
        try
        {
            await connection.ExecuteAsync(
                $"create unique index {SqlName.Quote(NameFor(table.Name))} on {table.Quoted} ({string.Join(", ", key.Select(SqlName.Quote))})",
                cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await connection.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellationToken);
            throw await DuplicateKeys.DescribeAsync(connection, staged, table, exception, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ProgramLimitExceeded)
        {
            throw TooLong(staged, exception);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedObject)
        {
            throw SchemaErrors.Conflict(exception, Stage.Publish, staged.Target); // a type that cannot be compared
        }
    }
}
