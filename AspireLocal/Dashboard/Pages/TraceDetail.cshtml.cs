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

    /// <summary>Whether the database's statements are left out, as long as they went well.</summary>
    public bool Brief { get; private set; }

    public void OnGet(string traceId, string? spanId, bool all, bool brief)
    {
        TraceId = traceId;
        All = all;
        Brief = brief;
        Trace = store.FindTrace(traceId.ToLowerInvariant());
        if (Trace is null)
            return;

        Waterfall = new Waterfall(brief ? Trace with { Spans = [.. Trace.Spans.Where(span => !IsStatement(span))] } : Trace);
        Shown = all ? Waterfall.Rows : [.. Waterfall.Rows.Take(FirstRows)];
        Selected = Trace.Spans.FirstOrDefault(span => span.SpanId == spanId);
    }

    /// <summary>The link to this page with another choice.</summary>
    public string LinkTo(string? spanId = null, bool? all = null, bool? brief = null)
    {
        var choices = new List<string>();
        if (spanId is not null)
            choices.Add($"spanId={spanId}");
        if (all ?? All)
            choices.Add("all=true");
        if (brief ?? Brief)
            choices.Add("brief=true");
        return $"/traces/detail/{Uri.EscapeDataString(TraceId)}" + (choices.Count == 0 ? "" : "?" + string.Join('&', choices));
    }

    private static bool IsStatement(Span span) => span.Status != SpanStatus.Error && span.ParentSpanId is not null
        && span.Scope.Name == "Npgsql" && span.Name != "COPY";
}
