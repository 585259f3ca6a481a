using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using MassTransit;

namespace EtlAspire.Loader.Publishing;

/// <summary>Publishes a run, and says that it has ended, again whenever the message comes again.</summary>
internal sealed partial class PublishRunConsumer(RunPublisher publisher, ILogger<PublishRunConsumer> logger)
    : IConsumer<PublishRun>
{
    public async Task Consume(ConsumeContext<PublishRun> context)
    {
        var runId = context.Message.RunId;
        if (!await publisher.PublishAsync(runId, context.CancellationToken))
            return;

        LogPublished(runId);
        await context.PublishInTimeAsync(new RunFinished(runId), context.CancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Published run {RunId}")]
    private partial void LogPublished(Guid runId);
}
