using EtlAspire.ServiceDefaults.Messaging;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.Dashboard.Control;

/// <summary>The message broker as the control loop sees it: there or not.</summary>
internal sealed partial class Broker(IBusControl bus, ILogger<Broker> logger)
{
    /// <summary>Whether the bus is connected and its queues stand.</summary>
    public bool IsReady => bus.CheckHealth().Status == BusHealthStatus.Healthy;

    /// <summary>Publishes in the run's trace. False when the broker did not take the message in time.</summary>
    public async Task<bool> TryPublishAsync(RunNudge nudge, CancellationToken cancellationToken)
    {
        if (!IsReady)
            return false;

        var name = nudge.Message.GetType().Name;
        using var trace = RunTrace.Join(nudge.Message, nudge.TraceParent, $"dispatch {name}", nudge.Cause);
        try
        {
            await bus.PublishInTimeAsync(nudge.Message, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or MassTransitException or RabbitMQClientException)
        {
            LogNotPublished(name, nudge.Message.RunId, exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The broker did not take {MessageName} of run {RunId}, which is sent again later: {Reason}")]
    private partial void LogNotPublished(string messageName, Guid runId, string reason);
}
