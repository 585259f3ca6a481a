using System.Globalization;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aspire.Dashboard.Pages;

internal sealed class TracesModel(TelemetryStore store) : PageModel
{
    private const int MaxRows = 200;

    public IReadOnlyList<string> Names { get; } = ResourceNames.Of(store);

    public TraceFilter Filter { get; private set; } = new();

    public IReadOnlyList<TraceSummary> Traces { get; private set; } = [];

    public int Total { get; private set; }

    public void OnGet(string? name, string? resource, string? text, bool errors)
    {
        Filter = new TraceFilter(ResourceNames.Choose(name ?? resource), text, errors);
        (Traces, Total) = store.FindTraces(Filter, MaxRows);
    }

    /// <summary>In percent of the longest, as SVG writes it.</summary>
    public string ShareOf(TraceSummary trace)
    {
        var longest = Traces.Max(other => other.Duration);
        return (longest == TimeSpan.Zero ? 0 : 100 * (trace.Duration / longest)).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
