namespace EtlAspire.Dashboard.Control;

/// <summary>Asks for runs at the times that the pipelines' schedules name.</summary>
internal sealed class Scheduler(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Scheduler> logger)
    : TickingService(TimeSpan.FromSeconds(2), clock, logger)
{
    public override async Task TickAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DueSchedules>().RunAsync(cancellationToken);
    }
}
