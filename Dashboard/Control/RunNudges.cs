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

    /// <summary>Leaves a message to be published in a run's trace.</summary>
    public void Send(IRunMessage message, string? traceParent) =>
        _channel.Writer.TryWrite(new RunNudge(message, traceParent));

    /// <summary>Waits for the next message.</summary>
    public ValueTask<RunNudge> ReadAsync(CancellationToken cancellationToken) =>
        _channel.Reader.ReadAsync(cancellationToken);
}

/// <summary>A message and the trace of the run that it is about.</summary>
internal sealed record RunNudge(IRunMessage Message, string? TraceParent);
