using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Lets one process at a time do a part of the control loop: a session lock on the context's connection, which the database
/// frees when that breaks.
/// </summary>
internal sealed class ControlLock : IAsyncDisposable
{
    // Any numbers will do, as long as nobody else in this database takes the same ones.

    /// <summary>The <see cref="Control.Reconciler"/>'s: "etlrecon" in ASCII.</summary>
    public const long Reconciler = 0x65746C7265636F6E;

    /// <summary>That of the <see cref="LakeKeeper"/>: "etlkeepr" in ASCII.</summary>
    public const long LakeKeeper = 0x65746C6B65657072;

    private readonly CatalogDbContext _catalog;
    private readonly long _key;

    private ControlLock(CatalogDbContext catalog, long key) => (_catalog, _key) = (catalog, key);

    /// <summary>Takes the lock; null when another process has it.</summary>
    public static async Task<ControlLock?> TryTakeAsync(
        CatalogDbContext catalog, long key, CancellationToken cancellationToken)
    {
        await catalog.Database.OpenConnectionAsync(cancellationToken);
        var taken = await catalog.Database
            .SqlQuery<bool>($"""select pg_try_advisory_lock({key}) as "Value" """).SingleAsync(cancellationToken);
        return taken ? new ControlLock(catalog, key) : null;
    }

    public async ValueTask DisposeAsync() =>
        // A pooled connection outlives this scope: the lock must not stay with it.
        await _catalog.Database.ExecuteSqlAsync($"select pg_advisory_unlock({_key})");
}
