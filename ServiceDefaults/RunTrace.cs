using System.Diagnostics;

namespace EtlAspire.ServiceDefaults;

/// <summary>A run's trace: begun with the request for it, joined by whatever is sent for it later.</summary>
public static class RunTrace
{
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
        ActivityContext.TryParse(traceParent, null, out var context) ? context.TraceId.ToHexString() : null;

    /// <summary>Begins a span right below a run's beginning, for what is published until it is disposed.</summary>
    public static Activity? Join(string? traceParent, string name) =>
        ActivityContext.TryParse(traceParent, null, out var context)
            ? Source.StartActivity(name, ActivityKind.Internal, context)
            : null;
}
