using EtlAspire.ServiceDefaults.Messaging;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.ServiceDefaults;

/// <summary>The message bus: MassTransit over RabbitMQ.</summary>
public static class MessagingRegistration
{
    /// <summary>The name of the connection to the broker.</summary>
    public const string ConnectionName = "messaging";

    // Enough to keep a consumer busy, few enough to leave work to the other replicas.
    private const ushort PrefetchCount = 8;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    // A connection that broke at the wrong moment is waited for that long before a new one is made.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds the bus and the consumers that <paramref name="configure"/> names.</summary>
    public static void AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<BrokerGate>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.SetKebabCaseEndpointNameFormatter();
            bus.DisableUsageTelemetry(); // MassTransit would send its makers what queues there are, and where
            configure(bus);

            // Degraded answers 200: a service without its broker is not broken, its work waits in the catalog.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);

            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(BrokerAddress(context), host =>
                {
                    host.PublisherConfirmation = true;
                    host.Heartbeat(Heartbeat);
                    host.ContinuationTimeout(AnswerTimeout);
                    host.OnRefreshConnectionFactory = context.GetRequiredService<BrokerGate>().WaitAsync;
                });
                rabbit.PrefetchCount = PrefetchCount;
                rabbit.ConfigurePublish(publish => publish.UseExecute(MessageTrace.Send));
                rabbit.ConfigureEndpoints(context);
            });
        });

        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = false; // the broker takes longer to boot than we do
            host.StopTimeout = StopTimeout;
            host.ConsumerStopTimeout = StopTimeout;
        });
    }

    private static Uri BrokerAddress(IBusRegistrationContext context)
    {
        var address = context.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException(
                $"The broker's address is missing: set ConnectionStrings:{ConnectionName} to amqp://user:password@host:port.");
    }
}
