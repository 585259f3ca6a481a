using MassTransit;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>Publishing that ends.</summary>
public static class TimedPublishing
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Publishes a message, and gives up when the broker has not confirmed it within five seconds: where a connection breaks
    /// at the wrong moment, RabbitMQ.Client 7.2 waits for ever (its issue 1930). The message may be on its way all the same.
    /// </summary>
    /// <exception cref="TimeoutException">The broker did not confirm the message in time.</exception>
    public static async Task PublishInTimeAsync(
        this IPublishEndpoint endpoint, object message, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
#pragma warning disable RS0030 // what this is there for
            await endpoint.Publish(message, deadline.Token).WaitAsync(deadline.Token);
#pragma warning restore RS0030
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The broker did not confirm a {message.GetType().Name} within {Deadline.TotalSeconds} s.");
        }
    }
}
