namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Publishes what requests left in <see cref="RunNudges"/>. Whenever the broker comes (back) up, every run whose turn it is
/// is dispatched first: those asked for meanwhile wait in the catalog.
/// </summary>
internal sealed partial class RunDispatcher(
    RunNudges nudges, Broker broker, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunDispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan BrokerPoll = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await WaitForBrokerAsync(stoppingToken);
            if (await DispatchQueuedAsync(stoppingToken))
                await DispatchNudgesAsync(stoppingToken);
        }
    }

    private async Task WaitForBrokerAsync(CancellationToken cancellationToken)
    {
        if (broker.IsReady)
            return;

        LogWaiting();
        while (!broker.IsReady)
            await Task.Delay(BrokerPoll, clock, cancellationToken);
        LogReady();
    }

    private async Task<bool> DispatchQueuedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var queued = scope.ServiceProvider.GetRequiredService<QueuedRuns>();
            foreach (var run in await queued.FirstInLineAsync(cancellationToken))
            {
                if (!await broker.TryPublishAsync(run.Request, cancellationToken))
                    return false;
            }
        }
        catch (Exception exception) when (DatabaseFailure.IsCauseOf(exception))
        {
            LogDatabase(exception.GetBaseException().Message); // the reconciler finds the queued runs later
        }

        return true;
    }

    private async Task DispatchNudgesAsync(CancellationToken cancellationToken)
    {
        while (await broker.TryPublishAsync(await nudges.ReadAsync(cancellationToken), cancellationToken))
        {
            // until the broker is away
        }
    }

    [LoggerMessage(LogLevel.Information, "The broker is not there yet; runs asked for meanwhile wait in the catalog")]
    private partial void LogWaiting();

    [LoggerMessage(LogLevel.Information, "The broker is there; dispatching the runs that wait")]
    private partial void LogReady();

    [LoggerMessage(LogLevel.Warning, "The queued runs could not be read: {Reason}")]
    private partial void LogDatabase(string reason);
}
