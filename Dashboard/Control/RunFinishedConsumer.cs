using EtlAspire.Contracts.Messages;
using EtlAspire.ServiceDefaults;
using MassTransit;

namespace EtlAspire.Dashboard.Control;

/// <summary>Gives a pipeline's turn to the run that waits next.</summary>
internal sealed class RunFinishedConsumer(QueuedRuns queued) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        if (await queued.NextAfterAsync(context.Message.RunId, context.CancellationToken) is not { } next)
            return;

        using var trace = RunTrace.Join(next.TraceParent, $"dispatch {nameof(RunRequested)}");
        await context.Publish(new RunRequested(next.Id), context.CancellationToken);
    }
}
