namespace EtlAspire.Dashboard.Control;

/// <summary>Work that is done again and again. While the database is away it warns once and goes on with the next tick.</summary>
internal abstract partial class TickingService(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    private bool _troubled;

    /// <summary>One round of the work.</summary>
    public abstract Task TickAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
                if (_troubled)
                    LogRecovered(GetType().Name);
                _troubled = false;
            }
            catch (Exception exception) when (DatabaseFailure.IsCauseOf(exception))
            {
                if (!_troubled)
                    LogTroubled(GetType().Name, exception.GetBaseException().Message);
                _troubled = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "{Service} has trouble with the database and tries again at every tick: {Reason}")]
    private partial void LogTroubled(string service, string reason);

    [LoggerMessage(LogLevel.Information, "{Service} reaches the database again")]
    private partial void LogRecovered(string service);
}
