using System.Diagnostics;
using EtlAspire.ServiceDefaults.Tracing;
using MassTransit;
using MassTransit.Logging;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>
/// Takes a trace that is not recorded here along with messages. MassTransit sends the place in a trace only where it has a
/// span for the sending, which there is none of; whoever receives the message would begin a new trace.
/// </summary>
internal static class UnrecordedTrace
{
    /// <summary>Notes the place in the message.</summary>
    public static void Send(SendContext context)
    {
        if (Activity.Current is { Recorded: false, Id: { } id })
            context.Headers.Set(DiagnosticHeaders.ActivityId, id);
    }

    /// <summary>Goes on at the place that came with a message; nothing where its trace is recorded.</summary>
    public static Activity? Restore(Headers headers) =>
        headers.TryGetHeader(DiagnosticHeaders.ActivityId, out var value) && value is string id
        && RunTrace.TryRead(id, out var context) && !context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? RunTrace.StartUnrecorded(context)
            : null;
}
