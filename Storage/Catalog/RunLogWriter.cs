using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.Storage.Catalog;

/// <summary>Writes what <see cref="RunLogProvider"/> took over into the catalog.</summary>
internal sealed class RunLogWriter(RunLogProvider provider, IServiceScopeFactory scopes) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in provider.Events.ReadAllAsync(stoppingToken))
            await TryWriteAsync(line, stoppingToken);
    }

    private async Task TryWriteAsync(RunEvent line, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var catalog = scope.ServiceProvider.GetRequiredService<CatalogDbContext>();
        catalog.RunEvents.Add(line);
        try
        {
            await catalog.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbUpdateException or DbException or InvalidOperationException { InnerException: DbException })
        {
            // The run, or the database, is not there. The line stands in the service's own log; to log this would come back here.
        }
    }
}
