namespace EtlAspire.Loader.Schema;

/// <summary>
/// Keeps a run from ending while a transaction works for it: cancelling and publishing wait for us, other batches do not.
/// </summary>
internal static class RunLock
{
    /// <summary>False when the run has ended: there is nothing to work for.</summary>
    public static Task<bool> TryHoldAsync(NpgsqlConnection connection, Guid runId, CancellationToken cancellationToken) =>
        connection.ReadScalarAsync<bool>(
            "select true from etl.runs where id = $1 and status = 'running' for key share", cancellationToken, runId);
}
