using System.Data.Common;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
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
        catch (Exception exception) when (Find<RunFailedException>(exception) is { } permanent)
        {
            await FailAsync(context, permanent.Error);
        }
        catch (Exception exception) when (!IsMachinery(exception))
        {
            var cause = exception.GetBaseException();
            await FailAsync(context, new RunError(stage, "internal_error",
                $"{cause.GetType().Name}: {cause.Message}",
                "This is a fault of EtlAspire, not of the data: the service's log has the details. Retry the run after an update."));
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("run-failure");

    private static bool IsMachinery(Exception exception) =>
        Find<DbException>(exception) is { IsTransient: true } or { SqlState: ['5', '7', 'P', ..] } // the server goes or comes
        || Find<OperationCanceledException>(exception) is not null
        || Find<TimeoutException>(exception) is not null
        || Find<ConnectionException>(exception) is not null;

    private static TException? Find<TException>(Exception exception)
        where TException : Exception
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            if (current is TException found)
                return found;
        }

        return null;
    }

    private async Task FailAsync(ConsumeContext<TMessage> context, RunError error)
    {
        await using var scope = scopes.CreateAsyncScope();
        var failures = scope.ServiceProvider.GetRequiredService<IRunFailures>();
        if (!await failures.FailAsync(context.Message.RunId, error, context.CancellationToken))
            return;

        LogFailed(context.Message.RunId, error.Stage, error.Kind, error.Message);
        await context.Publish(new RunFinished(context.Message.RunId), context.CancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Run {RunId} failed in stage {Stage} ({Kind}): {Reason}")]
    private partial void LogFailed(Guid runId, Stage stage, string kind, string reason);
}
