using EtlAspire.Contracts.Messages;
using MassTransit;

namespace EtlAspire.Extractor.Extracting;

internal sealed class ExtractSliceConsumer(SliceExtractor extractor) : IConsumer<ExtractSlice>
{
    public async Task Consume(ConsumeContext<ExtractSlice> context)
    {
        foreach (var message in await extractor.ExtractAsync(context.Message, context.CancellationToken))
            await context.Publish((object)message, context.CancellationToken);
    }
}
