using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>Finds primary keys that stand in more than one row, and names some of them.</summary>
internal static class DuplicateKeys
{
    private const int ShownKeys = 5;
    private const int ShownLength = 80;

    private const string AppendHint =
        "Write write_disposition: replace where each run brings all records, or leave primary_key out where a key may come twice. "
        + "To load the records of a run again, replay it: its rows take the place of that run's.";

    /// <summary>
    /// Looks for keys of a run's rows that the table has already, or that come twice in the run. Nobody else writes the table
    /// meanwhile, and the rows that a replay takes the place of are gone from it.
    /// </summary>
    /// <param name="connection">In whose transaction.</param>
    /// <param name="staged">The rows.</param>
    /// <param name="values">An expression for each of their columns, of the type that the table's column has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">There are such (<c>duplicate_key</c>).</exception>
    public static Task RefuseAsync(
        NpgsqlConnection connection, StagedTable staged, IReadOnlyList<string> values, CancellationToken cancellationToken) =>
        TargetTable.TranslateAsync(staged.Target, async () =>
        {
            var key = Join(staged, SqlName.Quote);
            var added = $"select {Join(staged, name => $"{ValueOf(name)} as {SqlName.Quote(name)}")} from {staged.Staging.Quoted}";
            var found = await FindAsync(connection, staged,
                $"{added} union all select {key} from {staged.Target.Quoted} where ({key}) in ({added})", cancellationToken);
            if (found is not null)
                throw Failure(staged, $"would have the key {NameOf(staged)} more than once: {found}", AppendHint);

            string ValueOf(string name) => values[staged.Columns.Select(column => column.Name).ToList().IndexOf(name)];
        });

    /// <summary>Says which keys PostgreSQL found twice in the staging table or the target while it indexed it.</summary>
    public static async Task<RunFailedException> DescribeAsync(
        NpgsqlConnection connection, StagedTable staged, TableName table, PostgresException cause, CancellationToken cancellationToken)
    {
        var isAppend = staged.Resource.WriteDisposition == WriteDisposition.Append;
        var isAlready = isAppend && table == staged.Target;
        if (!isAlready)
            await StagedCount.CheckAsync(connection, staged, isIndexed: false, cancellationToken); // it may be we who have rows twice

        var found = await FindAsync(connection, staged, $"select {Join(staged, SqlName.Quote)} from {table.Quoted}", cancellationToken);
        return (isAlready, isAppend) switch
        {
            (true, _) => Failure(staged, $"has the key {NameOf(staged)} more than once already: {found}",
                "Delete the rows that are too many, or leave primary_key out.", cause),
            (_, true) => Failure(staged, $"would have the key {NameOf(staged)} more than once: {found}", AppendHint, cause),
            _ => Failure(staged, $"would have the key {NameOf(staged)} more than once: {found}",
                "Correct primary_key, or filter the records that come twice.", cause),
        };
    }

    private static async Task<string?> FindAsync(NpgsqlConnection connection, StagedTable staged, string rows, CancellationToken cancellationToken)
    {
        var columns = Join(staged, SqlName.Quote);
        var found = await connection.ReadAsync(
            $"""
            select count(*), {Join(staged, name => $"left({SqlName.Quote(name)}::text, {ShownLength + 1})")}
            from ({rows}) row group by {columns} having count(*) > 1 order by {columns} limit {ShownKeys + 1}
            """,
            reader => $"({string.Join(", ", staged.Resource.PrimaryKey.Select((_, i) => Shorten(reader, i + 1)))}) in {reader.GetInt64(0):N0} rows",
            cancellationToken);
        return found.Count == 0 ? null : $"{string.Join(", ", found.Take(ShownKeys))}{(found.Count > ShownKeys ? ", …" : ".")}";
    }

    private static string Shorten(NpgsqlDataReader reader, int column) =>
        reader.GetString(column) is { Length: > ShownLength } text ? $"{text[..ShownLength]}…" : reader.GetString(column);

    private static string Join(StagedTable staged, Func<string, string> select) =>
        string.Join(", ", staged.Resource.PrimaryKey.Select(select));

    private static string NameOf(StagedTable staged) => $"({string.Join(", ", staged.Resource.PrimaryKey)})";

    private static RunFailedException Failure(StagedTable staged, string what, string hint, PostgresException? cause = null) =>
        new(Stage.Publish, ErrorKinds.DuplicateKey, $"Table {staged.Target} {what}", hint, cause);
}
