using System.Diagnostics;
using EtlAspire.Contracts.Messages;

namespace EtlAspire.ServiceDefaults.Tracing;

/// <summary>A run's trace: begun with the request for it, joined by whatever is sent for it later.</summary>
public static class RunTrace
{
    /// <summary>
    /// How many batches of a run are recorded in detail. A run may have thousands; from then on the trace would show nothing
    /// new and drown what it shows. What fails or is slow is recorded all the same (<see cref="WorkSpan"/>).
    /// </summary>
    public const int DetailedBatches = 20;

    private static readonly ActivitySource Source = new("EtlAspire.Runs");

    /// <summary>The traceparent for a run that is asked for now. A run has a trace even where nobody collects traces.</summary>
    public static string NewTraceParent()
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } current })
            return current;
        return $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";
    }

    /// <summary>The trace id within a traceparent.</summary>
    public static string? TraceId(string? traceParent) =>
        TryRead(traceParent, out var context) ? context.TraceId.ToHexString() : null;

    /// <summary>Whether what a message leads to is recorded in detail.</summary>
    public static bool IsDetailed(IRunMessage message) => message switch
    {
        IBatchMessage batch => batch.BatchNumber <= DetailedBatches,
        ExtractSlice slice => slice.Partition + slice.Slice < DetailedBatches,
        _ => true,
    };

    /// <summary>
    /// Begins a span right below a run's beginning, within which a message is to be sent. Where the message is beyond those
    /// that are recorded in detail, neither it nor what follows from it is.
    /// </summary>
    /// <param name="message">What is to be sent.</param>
    /// <param name="traceParent">Where the run's trace began.</param>
    /// <param name="name">What is done, such as <c>dispatch RunRequested</c>.</param>
    /// <param name="cause">The request in another trace that led to it, to be linked.</param>
    public static Activity? Join(IRunMessage message, string? traceParent, string name, ActivityContext cause = default)
    {
        if (!TryRead(traceParent, out var context))
            return null;
        if (!IsDetailed(message))
            return StartUnrecorded(context);

        ActivityLink[] links = cause == default || cause.TraceId == context.TraceId ? [] : [new ActivityLink(cause)];
        return Source.StartActivity(name, ActivityKind.Internal, context, links: links);
    }

    /// <summary>
    /// Begins a place within the current span where a message is to be sent that is beyond those that are recorded in detail;
    /// null for one that is not, which belongs to the span itself.
    /// </summary>
    public static Activity? LeaveOut(IRunMessage message) =>
        !IsDetailed(message) && Activity.Current is { } current ? StartUnrecorded(current.Context) : null;

    /// <summary>Links the current span to the trace of a run that it goes on with, or replays.</summary>
    public static void Link(string? traceParent)
    {
        if (TryRead(traceParent, out var context))
            Activity.Current?.AddLink(new ActivityLink(context));
    }

    /// <summary>Makes the current place one whose spans are not recorded, but still know their trace.</summary>
    private static Activity? StartUnrecorded(ActivityContext context) => Source.StartActivity("unrecorded", ActivityKind.Internal,
        new ActivityContext(context.TraceId, context.SpanId, ActivityTraceFlags.None, isRemote: true));

    internal static bool TryRead(string? traceParent, out ActivityContext context) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out context);
}
