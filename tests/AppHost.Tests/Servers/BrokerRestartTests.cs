using System.Threading.Channels;
using EtlAspire.ServiceDefaults;
using EtlAspire.ServiceDefaults.Messaging;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.AppHost.Tests.Servers;

public sealed class BrokerRestartTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // Usually well below a second; MassTransit's own waits between attempts, which this is about, take longer than that.
    private static readonly TimeSpan SoonAfterTheBroker = TimeSpan.FromSeconds(15);

    private readonly RunningServer _broker = RunningServer.RabbitMq();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Work_goes_on_soon_after_a_killed_broker_is_back()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var received = Channel.CreateUnbounded<int>();
        using var host = BuildHost(received);
        await host.StartAsync(cancellationToken); // without a broker: the start must not wait for one
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(host, cancellationToken));

        await StartBrokerAsync();
        await WaitUntilHealthyAsync(host, cancellationToken);
        var bus = host.Services.GetRequiredService<IBus>();
        await bus.Publish(new Ping(1), cancellationToken);
        await ReceiveAsync(1, received, Deadline);

        await _broker.KillAsync();
        using var taken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var publishing = PublishAgainAndAgainAsync(bus, new Ping(2), taken.Token);
        await StartBrokerAsync();

        await ReceiveAsync(2, received, SoonAfterTheBroker);
        await taken.CancelAsync();
        await publishing.WaitAsync(Deadline, cancellationToken);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task A_message_nobody_took_yet_survives_a_kill()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var received = Channel.CreateUnbounded<int>();
        await StartBrokerAsync();
        using var declaring = BuildHost(received);
        await declaring.StartAsync(cancellationToken);
        await WaitUntilHealthyAsync(declaring, cancellationToken);
        await declaring.StopAsync(cancellationToken);
        using var publisher = BuildHost(received: null);
        await publisher.StartAsync(cancellationToken);
        await publisher.Services.GetRequiredService<IBus>().Publish(new Ping(7), cancellationToken);
        await publisher.StopAsync(cancellationToken);

        await _broker.KillAsync();
        await StartBrokerAsync();
        using var consumer = BuildHost(received);
        await consumer.StartAsync(cancellationToken);

        await ReceiveAsync(7, received, Deadline);
        await consumer.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task A_message_is_given_up_when_no_broker_takes_it()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var host = BuildHost(received: null);
        await host.StartAsync(cancellationToken);
        var bus = host.Services.GetRequiredService<IBus>();

        var error = await Assert.ThrowsAsync<TimeoutException>(() => bus.PublishInTimeAsync(new Ping(3), cancellationToken));

        Assert.Equal("The broker did not confirm a Ping within 5 s.", error.Message);
        await host.StopAsync(cancellationToken);
    }

    [Fact]
    public async Task A_service_stops_in_time_while_the_broker_is_away()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var host = BuildHost(Channel.CreateUnbounded<int>());
        await host.StartAsync(cancellationToken);

        await host.StopAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(8), cancellationToken);
    }

    private Task StartBrokerAsync() =>
        _broker.StartAsync(TestContext.Current.CancellationToken);

    private IHost BuildHost(Channel<int>? received)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:messaging", _broker.ConnectionString)]);
        builder.AddMessaging(bus =>
        {
            if (received is not null)
                bus.AddConsumer<PingConsumer>();
        });
        if (received is not null)
            builder.Services.AddSingleton(received.Writer);
        return builder.Build();
    }

    private static async Task<HealthStatus> HealthAsync(IHost host, CancellationToken cancellationToken) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken)).Status;

    private static async Task WaitUntilHealthyAsync(IHost host, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        while (await HealthAsync(host, deadline.Token) != HealthStatus.Healthy)
            await Task.Delay(50, deadline.Token);
    }

    // As services and the reconciler do together: a broker killed just after it was told of a queue may have forgotten its binding.
    private static async Task PublishAgainAndAgainAsync(IBus bus, Ping message, CancellationToken taken)
    {
        while (!taken.IsCancellationRequested)
        {
            try
            {
                await bus.PublishInTimeAsync(message, taken);
            }
            catch (Exception exception) when (exception is OperationCanceledException or TimeoutException or MassTransitException or RabbitMQClientException)
            {
                // until it is taken
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), taken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Others may come again first: a kill can lose an acknowledgement.
    private static async Task ReceiveAsync(int wanted, Channel<int> received, TimeSpan within)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(within);
        while (await received.Reader.ReadAsync(deadline.Token) != wanted)
        {
        }
    }
}

public sealed record Ping(int Number);

public sealed class PingConsumer(ChannelWriter<int> received) : IConsumer<Ping>
{
    public Task Consume(ConsumeContext<Ping> context) => received.WriteAsync(context.Message.Number).AsTask();
}
