namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Sends again what may have been lost, so that even an emptied broker only delays a run. One process does so at a time, by
/// a lock in the database that is held for the tick.
/// </summary>
internal sealed class Reconciler(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Reconciler> logger)
    : TickingService(TimeSpan.FromSeconds(3), clock, logger)
{
    public override async Task TickAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Reconciliation>().TryRunAsync(isAskedFor: false, cancellationToken);
    }
}
