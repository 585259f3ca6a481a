using System.Diagnostics;
using System.Net.Sockets;
using Polly;
using Polly.Retry;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.RabbitMQ.Client;

/// <summary>Opens a connection, trying again while the broker cannot be reached.</summary>
internal static class RabbitMQConnector
{
    public const string SourceName = "Aspire.RabbitMQ.Client";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    // Blocks, as Aspire's does: a service provider has no other way to hand out a connection.
    public static IConnection Connect(IConnectionFactory factory, int retryCount)
    {
        using var activity = StartActivity("rabbitmq connect", factory.Uri);
        return Retrying(retryCount).Execute(() => Attempt(factory));
    }

    private static IConnection Attempt(IConnectionFactory factory)
    {
        using var activity = StartActivity("rabbitmq connect attempt", factory.Uri);
        try
        {
            return factory.CreateConnectionAsync().GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            activity?.AddException(failure);
            activity?.SetTag("error.type", failure.GetType().FullName);
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static ResiliencePipeline Retrying(int retryCount) => retryCount == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SocketException>().Handle<BrokerUnreachableException>(),
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstDelay,
            MaxRetryAttempts = retryCount,
        }).Build();

    private static Activity? StartActivity(string name, Uri address)
    {
        var activity = Source.StartActivity(name, ActivityKind.Client);
        activity?.SetTag("server.address", address.Host);
        activity?.SetTag("server.port", address.Port);
        activity?.SetTag("messaging.system", "rabbitmq");
        return activity;
    }
}
