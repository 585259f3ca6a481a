using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aspire.Dashboard.Pages;

internal sealed class TraceDetailModel(TelemetryStore store) : PageModel
{
    private const int FirstRows = 1_000;

    public string TraceId { get; private set; } = "";

    public Trace? Trace { get; private set; }

    public Waterfall? Waterfall { get; private set; }

    public IReadOnlyList<WaterfallRow> Shown { get; private set; } = [];

    public Span? Selected { get; private set; }

    public bool All { get; private set; }

    public void OnGet(string traceId, string? spanId, bool all)
    {
        TraceId = traceId;
        All = all;
        Trace = store.FindTrace(traceId.ToLowerInvariant());
        if (Trace is null)
            return;

        Waterfall = new Waterfall(Trace);
        Shown = all ? Waterfall.Rows : [.. Waterfall.Rows.Take(FirstRows)];
        Selected = Trace.Spans.FirstOrDefault(span => span.SpanId == spanId);
    }
}
