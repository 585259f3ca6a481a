using System.Data.Common;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>
/// How every consumer of a run's messages is received: so many at once, transient failures tried again for about a
/// minute, permanent ones failing the run.
/// </summary>
public abstract class RunConsumerDefinition<TConsumer, TMessage> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer<TMessage>
    where TMessage : class, IRunMessage
{
    private readonly Stage _stage;
    private readonly int _retries;

    /// <param name="stage">The stage that an unexpected failure is blamed on.</param>
    /// <param name="concurrency">How many messages one process works on at once.</param>
    /// <param name="retries">How often a message is tried again; ten times take about a minute.</param>
    protected RunConsumerDefinition(Stage stage, int concurrency, int retries = 10)
    {
        _stage = stage;
        _retries = retries;
        ConcurrentMessageLimit = concurrency;
    }

    /// <inheritdoc />
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        // One more than is worked on: the next message is here when a worker gets free, the others stay for other processes.
        endpointConfigurator.PrefetchCount = ConcurrentMessageLimit!.Value + 1;
        endpointConfigurator.PublishFaults = false; // the run's error in the catalog says it
        consumerConfigurator.Message<TMessage>(message =>
        {
            message.UseFilter(ActivatorUtilities.CreateInstance<RunMessageFilter<TMessage>>(context, _stage));
            message.UseFilter(ActivatorUtilities.CreateInstance<RunFailureFilter<TMessage>>(context, _stage));
            message.UseMessageRetry(retry =>
            {
                retry.Exponential(
                    _retries, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(500));
                retry.ConnectRetryObserver(ActivatorUtilities.CreateInstance<RetryObserver<TMessage>>(context, _stage));
                retry.Ignore<RunFailedException>();
                retry.Ignore<DbException>(FailureCause.IsStatementTimeout); // it took minutes, and would again
            });
        });
    }
}
