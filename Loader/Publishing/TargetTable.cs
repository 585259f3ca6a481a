using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>Writes into a target that stays what it is, with all that hangs on it.</summary>
internal static class TargetTable
{
    /// <summary>Creates the target with the staging table's columns.</summary>
    public static async Task CreateIfMissingAsync(
        NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        await SchemaCreation.EnsureAsync(connection, staged.Target.Schema, cancellationToken);
        await connection.ExecuteAsync(
            $"create table if not exists {staged.Target.Quoted} (like {staged.Staging.Quoted})", cancellationToken);
    }

    public static Task TruncateAsync(NpgsqlConnection connection, TableName target, CancellationToken cancellationToken) =>
        TranslateAsync(target, () => connection.ExecuteAsync($"truncate {target.Quoted}", cancellationToken));

    /// <summary>Takes the rows away that came from the same records as those of a replay.</summary>
    public static Task DeleteReplayedAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken) =>
        staged.Replayed.Count == 0 ? Task.CompletedTask : TranslateAsync(staged.Target, async () =>
        {
            var columns = await TableColumns.ReadAsync(connection, staged.Target, cancellationToken);
            if (TableColumns.Lineage.All(columns!.Contains))
            {
                await connection.ExecuteAsync(
                    $"delete from {staged.Target.Quoted} where _run = any($1)", cancellationToken, staged.Replayed.ToArray());
            }
        });

    /// <summary>Keeps others from writing the target and fits its columns to the staging table's rows. An expression for each of their columns.</summary>
    /// <param name="connection">In whose transaction.</param>
    /// <param name="staged">The rows.</param>
    /// <param name="mayRetype">Whether a column in which there is no value gets the type of its first one: not one that was only emptied.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<string>> FitAsync(
        NpgsqlConnection connection, StagedTable staged, bool mayRetype, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> values = [];
        await TranslateAsync(staged.Target, async () =>
        {
            var target = staged.Target.Quoted;
            await connection.ExecuteAsync($"lock table {target} in share row exclusive mode", cancellationToken);
            var existing = await TableColumns.ReadAsync(connection, staged.Target, cancellationToken);
            var unused = mayRetype ? await UnusedColumns.FindAsync(connection, staged.Target, existing!, staged.Columns, cancellationToken) : [];
            var fit = ColumnFit.Of(staged.Columns, existing!, unused);
            if (fit.Changes.Count > 0)
                await connection.ExecuteAsync($"alter table {target} {string.Join(", ", fit.Changes)}", cancellationToken);
            values = fit.Values;
        });
        return values;
    }

    /// <summary>Adds the staging table's rows to the target, which fits.</summary>
    public static Task InsertAsync(
        NpgsqlConnection connection, StagedTable staged, IReadOnlyList<string> values, CancellationToken cancellationToken) =>
        TranslateAsync(staged.Target, async () =>
        {
            var names = string.Join(", ", staged.Columns.Select(column => SqlName.Quote(column.Name)));
            var written = await connection.ExecuteAsync(
                $"insert into {staged.Target.Quoted} ({names}) select {string.Join(", ", values)} from {staged.Staging.Quoted}",
                cancellationToken);
            if (written != staged.Rows)
            {
                throw ReceiptCheck.Unbalanced(
                    $"Table {staged.Target} took {written:N0} of {staged.Rows:N0} rows; a rule or trigger may hold "
                    + $"the others back, or staging table {staged.Staging} does not hold what was loaded into it.");
            }
        });

    /// <summary>Says what PostgreSQL refuses about the target in words of the definition.</summary>
    public static async Task TranslateAsync(TableName target, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (PostgresException exception) when (SchemaErrors.Translate(exception, Stage.Publish, target) is { } failure)
        {
            throw failure;
        }
        catch (PostgresException exception) when (IsRefused(exception))
        {
            throw SchemaErrors.Conflict(exception, Stage.Publish, target);
        }
    }

    // Class 22: a value does not suit the type that somebody gave the column; class 23: it breaks somebody's constraint;
    // undefined function: it cannot be compared.
    private static bool IsRefused(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("23", StringComparison.Ordinal)
        || exception.SqlState == PostgresErrorCodes.UndefinedFunction;
}
