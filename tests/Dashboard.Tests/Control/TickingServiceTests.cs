using EtlAspire.Dashboard.Control;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace EtlAspire.Dashboard.Tests.Control;

public sealed class TickingServiceTests
{
    [Fact]
    public async Task Database_that_is_away_is_warned_of_once_and_does_not_end_the_work()
    {
        var clock = new FakeTimeProvider();
        var logger = new FakeLogger();
        using var service = new Flaky(clock, logger);

        await service.StartAsync(TestContext.Current.CancellationToken);
        await service.WaitForTickAsync(1);
        for (var tick = 2; tick <= 5; tick++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await service.WaitForTickAsync(tick);
        }

        await service.StopAsync(TestContext.Current.CancellationToken);
        var log = logger.Collector.GetSnapshot();
        Assert.Single(log, entry => entry.Level == LogLevel.Warning);
        Assert.Single(log, entry => entry.Message.Contains("reaches the database again", StringComparison.Ordinal));
    }

    private sealed class Flaky(TimeProvider clock, ILogger logger) : TickingService(TimeSpan.FromSeconds(1), clock, logger)
    {
        private readonly SemaphoreSlim _ticked = new(0);
        private int _ticks;

        public override Task TickAsync(CancellationToken cancellationToken)
        {
            _ticks++;
            _ticked.Release();
            return _ticks is > 1 and < 5
                ? throw new InvalidOperationException("wrapped", new NpgsqlException("the server is away"))
                : Task.CompletedTask;
        }

        public async Task WaitForTickAsync(int tick)
        {
            while (_ticks < tick)
                Assert.True(await _ticked.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        }

        public override void Dispose()
        {
            _ticked.Dispose();
            base.Dispose();
        }
    }
}
