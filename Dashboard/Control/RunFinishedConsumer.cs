using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults.Messaging;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;

namespace EtlAspire.Dashboard.Control;

/// <summary>Gives a pipeline's turn to the run that waits next.</summary>
internal sealed class RunFinishedConsumer(QueuedRuns queued) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        if (await queued.NextAfterAsync(context.Message.RunId, context.CancellationToken) is not { } next)
            return;

        var request = new RunRequested(next.Id);
        using var trace = RunTrace.Join(request, next.TraceParent, $"dispatch {nameof(RunRequested)}");
        await context.PublishInTimeAsync(request, context.CancellationToken);
    }
}
