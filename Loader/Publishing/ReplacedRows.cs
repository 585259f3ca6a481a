namespace EtlAspire.Loader.Publishing;

/// <summary>
/// Looks at what a table loses by being replaced: a source that gives nothing, or much less than before, is more often broken than
/// empty.
/// </summary>
internal static class ReplacedRows
{
    private const int SuspiciousFactor = 2;

    /// <summary>Of a table that is there: the warning that more than half of the rows go (<c>table_shrank</c>), or none.</summary>
    /// <exception cref="RunFailedException">All would go, and the definition does not allow it (<c>empty_source</c>).</exception>
    public static async Task<IReadOnlyList<RunWarning>> CheckAsync(
        NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken)
    {
        if (staged.Rows == 0)
        {
            return staged.Resource.AllowEmpty || !await HasRowsAsync(connection, staged.Target, cancellationToken)
                ? []
                : throw Emptied(staged);
        }

        var limit = staged.Rows * SuspiciousFactor;
        if (await EstimateAsync(connection, staged.Target, cancellationToken) is >= 0 and var estimate && estimate <= limit)
            return [];

        var before = await connection.ReadScalarAsync<long>($"select count(*) from {staged.Target.Quoted}", cancellationToken);
        return before <= limit
            ? []
            : [new RunWarning(WarningKinds.TableShrank, $"Table {staged.Target} had {before:N0} rows and has {staged.Rows:N0} now.")];
    }

    private static Task<bool> HasRowsAsync(NpgsqlConnection connection, TableName table, CancellationToken cancellationToken) =>
        connection.ReadScalarAsync<bool>($"select exists (select from {table.Quoted})", cancellationToken);

    /// <summary>PostgreSQL's own note of how many rows a table has; -1 while it has made none.</summary>
    private static Task<float> EstimateAsync(NpgsqlConnection connection, TableName table, CancellationToken cancellationToken) =>
        connection.ReadScalarAsync<float>(
            "select reltuples from pg_class where oid = to_regclass($1)", cancellationToken, table.Quoted);

    private static RunFailedException Emptied(StagedTable staged) => new(Stage.Publish, ErrorKinds.EmptySource,
        $"The run has no row for table {staged.Target}, which would lose all that it has.",
        $"Look why there is none: an empty answer, a filter, records that were rejected. If it is right, write allow_empty: true for the "
        + $"resource '{staged.Resource.Name}'.");
}
