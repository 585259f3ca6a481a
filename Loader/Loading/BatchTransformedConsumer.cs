using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using MassTransit;

namespace EtlAspire.Loader.Loading;

/// <summary>Loads a batch; after a run's last one its publishing is asked for, again whenever the message comes again.</summary>
internal sealed partial class BatchTransformedConsumer(
    ActiveRuns runs, BatchLoader loader, LoadProgress progress, ILogger<BatchTransformedConsumer> logger)
    : IConsumer<BatchTransformed>
{
    public async Task Consume(ConsumeContext<BatchTransformed> context)
    {
        var (runId, batchNumber) = context.Message;
        if (await runs.FindAsync(runId, context.CancellationToken) is not { } run)
            return;

        if (await loader.LoadAsync(run, batchNumber, context.CancellationToken) is { } rows)
            LogLoaded(runId, batchNumber, rows);
        if (await progress.IsCompleteAsync(runId, context.CancellationToken))
        {
            var publish = new PublishRun(runId);
            using var beside = RunTrace.Join(publish, run.TraceParent, $"go on with {nameof(PublishRun)}"); // it is about all batches
            await context.PublishInTimeAsync(publish, context.CancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Loaded batch {BatchNumber} of run {RunId}: {RowCount} rows")]
    private partial void LogLoaded(Guid runId, int batchNumber, long rowCount);
}
