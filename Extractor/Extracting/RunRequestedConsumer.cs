using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;

namespace EtlAspire.Extractor.Extracting;

internal sealed class RunRequestedConsumer(RunStarter starter) : IConsumer<RunRequested>
{
    public async Task Consume(ConsumeContext<RunRequested> context)
    {
        foreach (var message in await starter.StartAsync(context.Message.RunId, context.CancellationToken))
        {
            using var place = RunTrace.LeaveOut(message);
            await context.PublishInTimeAsync(message, context.CancellationToken);
        }
    }
}
