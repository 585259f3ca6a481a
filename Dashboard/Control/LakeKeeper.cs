using EtlAspire.Storage.Catalog;

namespace EtlAspire.Dashboard.Control;

/// <summary>Keeps the lake within its limits. One process does so at a time, by a lock in the database.</summary>
internal sealed class LakeKeeper(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LakeKeeper> logger)
    : TickingService(TimeSpan.FromMinutes(10), clock, logger)
{
    public override async Task TickAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await using var turn = await ControlLock.TryTakeAsync(
            services.GetRequiredService<CatalogDbContext>(), ControlLock.LakeKeeper, cancellationToken);
        if (turn is not null)
            await services.GetRequiredService<LakeRetention>().RunAsync(cancellationToken);
    }
}
