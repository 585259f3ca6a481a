using EtlAspire.Contracts.Messages;
using MassTransit;

namespace EtlAspire.Extractor.Extracting;

internal sealed class RunRequestedConsumer(RunStarter starter) : IConsumer<RunRequested>
{
    public async Task Consume(ConsumeContext<RunRequested> context)
    {
        foreach (var message in await starter.StartAsync(context.Message.RunId, context.CancellationToken))
            await context.Publish((object)message, context.CancellationToken);
    }
}
