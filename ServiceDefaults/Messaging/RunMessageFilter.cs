using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>
/// Lets the telemetry of what a message leads to say which run and batch it is about, and counts what is being worked on.
/// </summary>
internal sealed class RunMessageFilter<TMessage>(Stage stage, ILogger<RunMessageFilter<TMessage>> logger)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class, IRunMessage
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        using var span = MessageTrace.Receive(context);
        var batch = (context.Message as IBatchMessage)?.BatchNumber;
        span?.SetTag("etl.run.id", context.Message.RunId).SetTag("etl.batch.number", batch);
        using var scope = logger.BeginScope(new RunScope(context.Message.RunId, stage, batch));
        MessagingMetrics.Active.Add(1, MessagingMetrics.Tags<TMessage>(stage));
        try
        {
            await next.Send(context);
        }
        finally
        {
            MessagingMetrics.Active.Add(-1, MessagingMetrics.Tags<TMessage>(stage));
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("run-message");
}
