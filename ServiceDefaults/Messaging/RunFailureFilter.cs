using System.Diagnostics;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>
/// Ends the run whose message cannot be worked off: at once on a <see cref="RunFailedException"/>, after the retries on
/// anything else that is not the fault of the machinery. A broken connection fails no run: the reconciler sends again.
/// </summary>
internal sealed partial class RunFailureFilter<TMessage>(
    Stage stage, IServiceScopeFactory scopes, ILogger<RunFailureFilter<TMessage>> logger) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class, IRunMessage
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception exception) when (FailureCause.Find<RunFailedException>(exception) is { } permanent)
        {
            WorkSpan.Mark(Activity.Current, permanent);
            await FailAsync(context, permanent.Error);
        }
        catch (Exception exception)
        {
            WorkSpan.Mark(Activity.Current, exception);
            if (!FailureCause.IsMachinery(exception))
                await FailAsync(context, FailureCause.Explain(exception, stage));
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("run-failure");

    private async Task FailAsync(ConsumeContext<TMessage> context, RunError error)
    {
        await using var scope = scopes.CreateAsyncScope();
        var failures = scope.ServiceProvider.GetRequiredService<IRunFailures>();
        if (!await failures.FailAsync(context.Message.RunId, error, context.CancellationToken))
            return;

        MessagingMetrics.FailedRuns.Add(1, MessagingMetrics.Tags(error));
        LogFailed(context.Message.RunId, error.Stage, error.Kind, error.Message);
        await context.PublishInTimeAsync(new RunFinished(context.Message.RunId), context.CancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Run {RunId} failed in stage {Stage} ({Kind}): {Reason}")]
    private partial void LogFailed(Guid runId, Stage stage, string kind, string reason);
}
