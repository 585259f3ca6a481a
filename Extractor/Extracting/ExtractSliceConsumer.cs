using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;

namespace EtlAspire.Extractor.Extracting;

internal sealed class ExtractSliceConsumer(SliceExtractor extractor) : IConsumer<ExtractSlice>
{
    public async Task Consume(ConsumeContext<ExtractSlice> context)
    {
        var outcome = await extractor.ExtractAsync(context.Message, context.CancellationToken);
        foreach (var message in outcome.Messages)
        {
            // A batch is what this slice led to; the next slice stands beside it, or the trace would grow deeper with each.
            using var place = message is BatchExtracted
                ? RunTrace.LeaveOut(message)
                : RunTrace.Join(message, outcome.TraceParent, $"go on with {message.GetType().Name}");
            await context.PublishInTimeAsync(message, context.CancellationToken);
        }
    }
}
