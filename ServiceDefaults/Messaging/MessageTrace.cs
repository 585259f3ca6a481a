using System.Diagnostics;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;
using MassTransit.Logging;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>
/// Takes a run's trace along with its messages, with one span for each. MassTransit has three (send, receive and process),
/// which were two thirds of a small run's spans and of what they cost, and takes none along that is not recorded.
/// </summary>
/// <remarks>Names and attributes: OpenTelemetry's semantic conventions for messaging.</remarks>
internal static class MessageTrace
{
    private static readonly ActivitySource Source = new("EtlAspire.Messaging");

    /// <summary>Notes the place in the trace in a message, in the header that MassTransit has for it.</summary>
    public static void Send(SendContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } place })
            context.Headers.Set(DiagnosticHeaders.ActivityId, place);
    }

    /// <summary>Begins the span of a message that was received, at the place that came with it.</summary>
    public static Activity? Receive(ConsumeContext context)
    {
        _ = RunTrace.TryRead(context.Headers.Get<string>(DiagnosticHeaders.ActivityId), out var sender);
        var queue = context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];
        return Source.StartActivity($"process {queue}", ActivityKind.Consumer, sender)?
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", queue)
            .SetTag("messaging.message.id", context.MessageId);
    }
}
