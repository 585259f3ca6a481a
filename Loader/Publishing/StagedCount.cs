namespace EtlAspire.Loader.Publishing;

/// <summary>
/// Makes sure that a staging table holds what the ledger says before it takes a target's place. Rows that are inserted into a
/// target instead are counted by that.
/// </summary>
internal static class StagedCount
{
    /// <summary>Below it, PostgreSQL's note of how many rows a table has is exact: it is a float4.</summary>
    private const long EndOfExactNotes = 1 << 24;

    // From version 18 on, CREATE INDEX makes no note of a table that autovacuum does not look after (index_update_stats).
    private const string Note =
        """
        select case when reloptions is null and current_setting('autovacuum')::boolean and current_setting('track_counts')::boolean
            then reltuples else -1 end
        from pg_class where oid = to_regclass($1)
        """;

    /// <summary>
    /// Counts the table's rows, in a transaction that holds the run, so that no batch of it is being loaded. One that has just
    /// indexed the table has counted them for that and made a note of it, which spares a pass over the table as long as it says the
    /// right number.
    /// </summary>
    /// <exception cref="RunFailedException">There are more or fewer than the ledger says (<c>receipt_unbalanced</c>).</exception>
    public static async Task CheckAsync(
        NpgsqlConnection connection, StagedTable staged, bool isIndexed, CancellationToken cancellationToken)
    {
        if (isIndexed && staged.Rows < EndOfExactNotes
            && await connection.ReadScalarAsync<float>(Note, cancellationToken, staged.Staging.Quoted) == staged.Rows)
        {
            return;
        }

        var counted = await connection.ReadScalarAsync<long>(
            $"select count(*) from {staged.Staging.Quoted}", cancellationToken);
        if (counted != staged.Rows)
        {
            throw ReceiptCheck.Unbalanced(
                $"Staging table {staged.Staging} holds {counted:N0} rows, but the ledger counts {staged.Rows:N0}.");
        }
    }
}
