using System.Globalization;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aspire.Dashboard.Pages;

internal sealed class MetricsModel(TelemetryStore store, TimeProvider clock) : PageModel
{
    private const int MaxCharts = 20;

    public static readonly int[] Spans = [1, 5, 15, 60];

    public IReadOnlyList<string> Names { get; } =
        [.. store.FindInstruments(null).Select(instrument => instrument.Resource.Name).Distinct(StringComparer.Ordinal)];

    public string? Resource { get; private set; }

    public int Minutes { get; private set; }

    public IReadOnlyList<Instrument> Instruments { get; private set; } = [];

    public Instrument? Selected { get; private set; }

    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    public void OnGet(string? name, string? meter, string? instrument, int? duration)
    {
        Resource = ResourceNames.Choose(name) ?? (Names.Count > 0 ? Names[0] : null);
        Minutes = duration is { } wanted && Spans.Contains(wanted) ? wanted : Spans[1];
        if (Resource is null)
            return;

        Instruments = store.FindInstruments(Resource);
        Selected = Instruments.FirstOrDefault(candidate => candidate.Meter.Name == meter && candidate.Name == instrument);
        if (Selected is null)
            return;

        var until = clock.GetUtcNow();
        var since = until - TimeSpan.FromMinutes(Minutes);
        Charts =
        [
            .. store.FindSeries(Resource, Selected.Meter.Name, Selected.Name, since)
                .Select(series => Chart.Of(Selected, series, since, until)).Where(chart => chart.Lines.Count > 0).Take(MaxCharts),
        ];
    }

    public string LinkTo(Instrument instrument, int? minutes = null) => string.Create(CultureInfo.InvariantCulture,
        $"/metrics/resource/{Uri.EscapeDataString(instrument.Resource.Name)}?meter={Uri.EscapeDataString(instrument.Meter.Name)}"
        + $"&instrument={Uri.EscapeDataString(instrument.Name)}&duration={minutes ?? Minutes}");

    public static string Explain(Instrument instrument)
    {
        var unit = instrument.Unit.Length == 0 ? "" : $" in {instrument.Unit}";
        return instrument.Kind switch
        {
            InstrumentKind.Sum => $"Per second{unit}.",
            InstrumentKind.Histogram => $"Half, 90 % and 99 % of the values{unit} were below these, as the buckets tell.",
            _ => $"The value{unit}.",
        };
    }
}
