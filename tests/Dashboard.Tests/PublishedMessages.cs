using System.Collections.Concurrent;
using EtlAspire.Contracts.Messages;
using MassTransit;

namespace EtlAspire.Dashboard.Tests;

/// <summary>
/// Remembers what was published. (The harness's own list stops waiting for good once the bus has been idle for a while.)
/// </summary>
public sealed class PublishedMessages : IPublishObserver
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<object> _messages = new();

    /// <summary>How many of a run's messages of a type were published so far.</summary>
    public int Count<TMessage>(Guid run)
        where TMessage : IRunMessage =>
        _messages.OfType<TMessage>().Count(message => message.RunId == run);

    /// <summary>Waits for a run's message of a type.</summary>
    public async Task WaitForAsync<TMessage>(Guid run)
        where TMessage : IRunMessage
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (Count<TMessage>(run) == 0)
            await Task.Delay(Poll, deadline.Token);
    }

    Task IPublishObserver.PrePublish<T>(PublishContext<T> context) => Task.CompletedTask;

    Task IPublishObserver.PostPublish<T>(PublishContext<T> context)
    {
        _messages.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    Task IPublishObserver.PublishFault<T>(PublishContext<T> context, Exception exception) => Task.CompletedTask;
}
