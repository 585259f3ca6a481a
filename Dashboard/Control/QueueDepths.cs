using EtlAspire.Contracts.Messages;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Measures how many messages wait in the broker's queues, one for each message about runs. The catalog tells what there is to
/// do (<see cref="Backlog"/>); this tells how much of it has been given out and not been taken.
/// </summary>
internal sealed partial class QueueDepths(IServiceProvider services, Broker broker, TimeProvider clock, ILogger<QueueDepths> logger)
    : TickingService(TimeSpan.FromSeconds(30), clock, logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>The queues, as MassTransit names them after their messages.</summary>
    public static IReadOnlyList<string> Queues { get; } =
    [
        .. typeof(IRunMessage).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IRunMessage)))
            .Select(type => KebabCaseEndpointNameFormatter.Instance.SanitizeName(type.Name))
            .Order(StringComparer.Ordinal),
    ];

    public override async Task TickAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            // Asked for here, not in the constructor: it connects, and the broker may not be up for a while.
            ControlMetrics.ShowQueues(broker.IsReady ? await MeasureAsync(services.GetRequiredService<IConnection>(), deadline.Token) : []);
        }
        catch (Exception exception) when (exception is RabbitMQClientException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            ControlMetrics.ShowQueues([]);
            LogNotMeasured(exception.Message);
        }
    }

    /// <summary>How many messages wait in each queue. Throws where one is not there yet: its service has never been up.</summary>
    internal static async Task<IReadOnlyList<KeyValuePair<string, uint>>> MeasureAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var depths = new List<KeyValuePair<string, uint>>();
        foreach (var queue in Queues)
            depths.Add(new(queue, await channel.MessageCountAsync(queue, cancellationToken)));
        return depths;
    }

    [LoggerMessage(LogLevel.Debug, "The depths of the broker's queues could not be measured: {Reason}")]
    private partial void LogNotMeasured(string reason);
}
