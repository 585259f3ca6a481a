using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.Storage.Catalog;

/// <summary>
/// Brings the catalog's schema up to date before the service begins its work. Several services may do so at once: one lock
/// in the database spans all migrations, and the later ones find nothing left to do. (EF Core's own lock goes between two
/// migrations, where another service then begins with the first one again.)
/// </summary>
internal sealed class CatalogMigrator(IServiceScopeFactory scopes) : IHostedLifecycleService
{
    // Any number will do, as long as nobody else in this database takes the same one: "etlmigra" in ASCII.
    private const long Key = 0x65746C6D69677261;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CatalogDbContext>().Database;
        database.SetCommandTimeout(Deadline); // whoever waits for the lock waits for another's migrations
        await database.OpenConnectionAsync(deadline.Token);
        await database.ExecuteSqlAsync($"select pg_advisory_lock({Key})", deadline.Token);
        try
        {
            await database.MigrateAsync(deadline.Token);
        }
        finally
        {
            // A pooled connection outlives this scope: the lock must not stay with it.
            await database.ExecuteSqlAsync($"select pg_advisory_unlock({Key})", CancellationToken.None);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
