using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using MassTransit;

namespace EtlAspire.Loader.Loading;

/// <summary>Asks for a run's publishing when all its batches were loaded before the Extractor saw the source's end.</summary>
internal sealed class ExtractionCompletedConsumer(LoadProgress progress) : IConsumer<ExtractionCompleted>
{
    public async Task Consume(ConsumeContext<ExtractionCompleted> context)
    {
        var runId = context.Message.RunId;
        if (await progress.IsCompleteAsync(runId, context.CancellationToken))
            await context.PublishInTimeAsync(new PublishRun(runId), context.CancellationToken);
    }
}
