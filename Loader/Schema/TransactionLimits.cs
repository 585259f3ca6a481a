namespace EtlAspire.Loader.Schema;

/// <summary>
/// What every transaction of the Loader begins with: it waits for a lock so long, then gives up and is tried again, so that
/// a reader's long query delays a run but does not stop it, nor do those who wait behind us wait for ever. Autovacuum steps aside
/// for who waits for it, but not before <c>deadlock_timeout</c>, a second where a server is not told otherwise; only superusers may
/// set that. And texts of numbers, dates and times are spelled the same on every server.
/// </summary>
internal static class TransactionLimits
{
    /// <summary>For commands that move a whole table; beyond the statement's own limit, so that PostgreSQL ends it first.</summary>
    public const int CommandTimeoutSeconds = 11 * 60;

    private const string Sql =
        """
        set local lock_timeout = '10s';
        set local statement_timeout = '10min';
        set local idle_in_transaction_session_timeout = '2min';
        select set_config('deadlock_timeout', '100ms', true) where current_setting('is_superuser')::boolean;
        set local datestyle = 'ISO, YMD';
        set local timezone = 'UTC';
        set local extra_float_digits = 1;
        """;

    public static Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Sql, cancellationToken);
}
