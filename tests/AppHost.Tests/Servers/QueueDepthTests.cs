using EtlAspire.Dashboard.Control;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace EtlAspire.AppHost.Tests.Servers;

/// <summary>What the Dashboard asks of a real broker.</summary>
public sealed class QueueDepthTests : IAsyncDisposable
{
    private readonly RunningServer _broker = RunningServer.RabbitMq();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Messages_that_nobody_took_are_counted_by_queue()
    {
        await _broker.StartAsync(Cancel);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_broker.ConnectionString) }.CreateConnectionAsync(Cancel);
        await Assert.ThrowsAsync<OperationInterruptedException>(() => QueueDepths.MeasureAsync(connection, Cancel)); // not there yet
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), Cancel);
        foreach (var queue in QueueDepths.Queues)
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancel);
        for (var message = 0; message < 3; message++)
            await channel.BasicPublishAsync("", "extract-slice", ReadOnlyMemory<byte>.Empty, Cancel);

        var depths = (await QueueDepths.MeasureAsync(connection, Cancel)).ToDictionary();

        Assert.Equal(
            ["batch-extracted", "batch-transformed", "extract-slice", "extraction-completed", "publish-run", "run-finished", "run-requested"],
            depths.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((3u, 0u), (depths["extract-slice"], depths["run-requested"]));
    }
}
