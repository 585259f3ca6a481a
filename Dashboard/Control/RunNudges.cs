using System.Diagnostics;
using System.Threading.Channels;
using EtlAspire.Contracts.Messages;

namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Messages on their way from a request to the broker, so that no request waits for the broker. They may be lost: what they
/// say stands in the catalog, and the reconciler finds it there.
/// </summary>
internal sealed class RunNudges
{
    private readonly Channel<RunNudge> _channel = Channel.CreateBounded<RunNudge>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Leaves a message to be published in a run's trace; what asks for it is linked there.</summary>
    public void Send(IRunMessage message, string? traceParent) =>
        _channel.Writer.TryWrite(new RunNudge(message, traceParent, Activity.Current?.Context ?? default));

    /// <summary>Waits for the next message.</summary>
    public ValueTask<RunNudge> ReadAsync(CancellationToken cancellationToken) =>
        _channel.Reader.ReadAsync(cancellationToken);
}

/// <summary>A message and the trace of the run that it is about.</summary>
/// <param name="Message">The message.</param>
/// <param name="TraceParent">Where the run's trace began.</param>
/// <param name="Cause">The request that asks for it, perhaps in another trace.</param>
internal sealed record RunNudge(IRunMessage Message, string? TraceParent, ActivityContext Cause = default);
