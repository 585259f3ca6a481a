using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>Holds the reconciler's lock, a session lock on the context's connection; the database frees it when that breaks.</summary>
internal sealed class ReconcilerLock : IAsyncDisposable
{
    // Any number will do, as long as nobody else in this database takes the same one: "etlrecon" in ASCII.
    private const long Key = 0x65746C7265636F6E;

    private readonly CatalogDbContext _catalog;

    private ReconcilerLock(CatalogDbContext catalog) => _catalog = catalog;

    /// <summary>Takes the lock; null when another process has it.</summary>
    public static async Task<ReconcilerLock?> TryTakeAsync(CatalogDbContext catalog, CancellationToken cancellationToken)
    {
        await catalog.Database.OpenConnectionAsync(cancellationToken);
        var taken = await catalog.Database
            .SqlQuery<bool>($"""select pg_try_advisory_lock({Key}) as "Value" """).SingleAsync(cancellationToken);
        return taken ? new ReconcilerLock(catalog) : null;
    }

    public async ValueTask DisposeAsync() =>
        // A pooled connection outlives this scope: the lock must not stay with it.
        await _catalog.Database.ExecuteSqlAsync($"select pg_advisory_unlock({Key})");
}
