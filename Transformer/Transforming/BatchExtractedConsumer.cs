using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using MassTransit;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Transforms a batch that has been extracted, and says so, also when it had been done before.</summary>
internal sealed partial class BatchExtractedConsumer(BatchTransformer transformer, ILogger<BatchExtractedConsumer> logger)
    : IConsumer<BatchExtracted>
{
    public async Task Consume(ConsumeContext<BatchExtracted> context)
    {
        var (runId, batchNumber) = context.Message;
        if (!await transformer.TransformAsync(runId, batchNumber, context.CancellationToken))
        {
            LogDropped(runId, batchNumber);
            return;
        }

        LogTransformed(runId, batchNumber);
        await context.PublishInTimeAsync(new BatchTransformed(runId, batchNumber), context.CancellationToken);
    }

    [LoggerMessage(LogLevel.Debug, "Transformed batch {BatchNumber} of run {RunId}")]
    private partial void LogTransformed(Guid runId, int batchNumber);

    [LoggerMessage(LogLevel.Debug, "Left batch {BatchNumber} of run {RunId} alone: the run does not go on")]
    private partial void LogDropped(Guid runId, int batchNumber);
}
