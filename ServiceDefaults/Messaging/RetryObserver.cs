using System.Diagnostics;
using EtlAspire.Contracts.Runs;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>Says that a message is tried again, and why: in the log, in a metric and on the message's span.</summary>
internal sealed partial class RetryObserver<TMessage>(Stage stage, ILogger<RetryObserver<TMessage>> logger) : IRetryObserver
    where TMessage : class
{
    public Task PostFault<T>(RetryContext<T> context)
        where T : class, PipeContext
    {
        MessagingMetrics.Retries.Add(1, MessagingMetrics.Tags<TMessage>(stage));
        var cause = context.Exception.GetBaseException();
        Activity.Current?.AddException(cause);
        LogRetry(typeof(TMessage).Name, cause.GetType().Name, cause.Message);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task PreRetry<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    public Task RetryComplete<T>(RetryContext<T> context)
        where T : class, PipeContext => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "{MessageName} failed and is tried again ({Error}: {Reason})")]
    private partial void LogRetry(string messageName, string error, string reason);
}
