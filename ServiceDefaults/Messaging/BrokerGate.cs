using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>
/// Holds a connection attempt back until the broker answers. MassTransit waits longer after each failed attempt, up to
/// half a minute, and has no setting for it: a broker back after seconds would stand idle. An attempt that is held back
/// does not fail, so work goes on as soon as the broker does.
/// </summary>
internal sealed partial class BrokerGate(IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BrokerGate> logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    // Then the attempt is made all the same, and says in its own words what is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task WaitAsync(ConnectionFactory broker)
    {
        var started = clock.GetTimestamp();
        while (!await AnswersAsync(broker))
        {
            if (clock.GetElapsedTime(started) > Patience || lifetime.ApplicationStopping.IsCancellationRequested)
                return;

            LogWaiting(broker.HostName, broker.Port);
            await Task.Delay(PollInterval, clock, lifetime.ApplicationStopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> AnswersAsync(ConnectionFactory broker)
    {
        using var probe = new TcpClient();
        using var deadline = new CancellationTokenSource(broker.RequestedConnectionTimeout);
        try
        {
            await probe.ConnectAsync(broker.HostName, broker.Port, deadline.Token);
            return true;
        }
        catch (Exception noAnswer) when (noAnswer is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Waiting for the broker at {Host}:{Port}")]
    private partial void LogWaiting(string host, int port);
}
