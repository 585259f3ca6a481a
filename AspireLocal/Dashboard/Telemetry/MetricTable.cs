namespace Aspire.Dashboard.Telemetry;

/// <summary>The points, by instrument and attributes.</summary>
internal sealed class MetricTable(TelemetryLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(TelemetryResource Resource, string Meter, string Name), InstrumentEntry> _instruments = [];
    private int _series;

    public bool Add(Instrument instrument, IReadOnlyList<TelemetryAttribute> attributes, MetricPoint point, bool isDelta)
    {
        var key = (instrument.Resource, instrument.Meter.Name, instrument.Name);
        var text = string.Join('\u001f', attributes.Select(attribute => $"{attribute.Name}\u001e{attribute.Value}"));
        lock (_lock)
        {
            if (_instruments.TryGetValue(key, out var entry) && entry.Series.TryGetValue(text, out var series))
            {
                series.Add(point, isDelta);
                return true;
            }

            if (_series >= limits.MaxSeries)
                return false;

            if (entry is null)
                _instruments.Add(key, entry = new InstrumentEntry(instrument));
            entry.Series.Add(text, series = new SeriesEntry(attributes, limits));
            _series++;
            series.Add(point, isDelta);
            return true;
        }
    }

    public IReadOnlyList<Instrument> FindInstruments(string? resource)
    {
        lock (_lock)
        {
            return
            [
                .. _instruments.Values.Select(entry => entry.Instrument)
                    .Where(instrument => resource is null || instrument.Resource.Name == resource)
                    .DistinctBy(instrument => (instrument.Resource.Name, instrument.Meter.Name, instrument.Name))
                    .OrderBy(instrument => instrument.Resource.Name, StringComparer.Ordinal)
                    .ThenBy(instrument => instrument.Meter.Name, StringComparer.Ordinal)
                    .ThenBy(instrument => instrument.Name, StringComparer.Ordinal),
            ];
        }
    }

    public IReadOnlyList<MetricSeries> FindSeries(string resource, string meter, string instrument, DateTimeOffset since)
    {
        lock (_lock)
        {
            return
            [
                .. _instruments
                    .Where(pair => pair.Key.Resource.Name == resource && pair.Key.Meter == meter && pair.Key.Name == instrument)
                    .SelectMany(pair => pair.Value.Series.Values)
                    .Select(series => series.Since(since))
                    .Where(series => series.Points.Count > 0),
            ];
        }
    }

    private sealed record InstrumentEntry(Instrument Instrument)
    {
        public Dictionary<string, SeriesEntry> Series { get; } = new(StringComparer.Ordinal);
    }
}
