using Microsoft.EntityFrameworkCore.Storage;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// Takes the lake's files from a run, in the catalog. A run and its replays read the same raw files, so they lose them
/// together, and only when none of them has anything left to do.
/// </summary>
public sealed class LakeRemoval(CatalogDbContext catalog, TimeProvider clock)
{
    // Any number will do, as long as nobody else in this database takes the same one: "etlstock" in ASCII.
    private const long Key = 0x65746C73746F636B;

    /// <summary>
    /// Begins a transaction in which runs may go (on) reading the lake: until it ends no run loses its files, and what it
    /// reads of <see cref="Run.LakeRemovedAt"/> stays so.
    /// </summary>
    public static async Task<IDbContextTransaction> HoldOffAsync(CatalogDbContext catalog, CancellationToken cancellationToken)
    {
        var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        await catalog.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({Key})", cancellationToken);
        return transaction;
    }

    /// <summary>
    /// Marks a run that read its source, and its replays; their files may be deleted then. False when one of them is (again)
    /// queued or running, or has been since, and nothing is written.
    /// </summary>
    /// <param name="runId">The run, which is no replay.</param>
    /// <param name="endedAt">When the last of them was seen to have ended.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> TryMarkAsync(Guid runId, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        await catalog.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key})", cancellationToken);

        // A statement of its own: it sees what those did whom the lock waited for.
        var marked = await catalog.Database.ExecuteSqlAsync(
            $"""
            with recursive family as (
                select id, status, finished_at from etl.runs where id = {runId}
                union all
                select replay.id, replay.status, replay.finished_at
                from etl.runs replay join family on replay.replay_of = family.id)
            update etl.runs set lake_removed_at = {clock.GetUtcNow()}
            where id in (select id from family) and lake_removed_at is null
                and not exists (select from family where status in ('queued', 'running') or finished_at > {endedAt})
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return marked > 0;
    }
}
