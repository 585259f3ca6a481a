using System.Globalization;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>A series, drawn.</summary>
internal sealed record Chart(string Title, IReadOnlyList<ChartLine> Lines)
{
    private const double Width = 1000;
    private const double Height = 160;
    private const double Margin = 4;

    private static readonly double[] Shares = [0.50, 0.90, 0.99];

    public string Newest => string.Join(", ", Lines.Select(line => $"{line.Name} {Text.Number(line.Newest)}"));

    public static Chart Of(Instrument instrument, MetricSeries series, DateTimeOffset since, DateTimeOffset until)
    {
        var values = instrument.Kind switch
        {
            InstrumentKind.Sum => [("rate", MetricMath.Rates(series.Points))],
            InstrumentKind.Histogram => Shares.Select(share => (
                string.Create(CultureInfo.InvariantCulture, $"p{share * 100:0}"), MetricMath.Percentiles(series.Points, share))),
            _ => [("value", [.. series.Points.Select(point => (point.Time, point.Value))])],
        };
        var lines = values.Where(line => line.Item2.Count > 0).ToList();
        var largest = lines.SelectMany(line => line.Item2).Select(point => point.Value).DefaultIfEmpty().Max();
        var smallest = Math.Min(0, lines.SelectMany(line => line.Item2).Select(point => point.Value).DefaultIfEmpty().Min());
        var title = series.Attributes.Count == 0
            ? "All"
            : string.Join(", ", series.Attributes.Select(attribute => $"{attribute.Name} = {attribute.Value}"));
        return new Chart(title,
        [
            .. lines.Select((line, index) => new ChartLine(
                line.Item1, $"l{index}",
                string.Join(' ', line.Item2.Select(point => Place(point, since, until, smallest, largest))),
                line.Item2.Min(point => point.Value), line.Item2.Max(point => point.Value), line.Item2[^1].Value)),
        ]);
    }

    private static string Place(
        (DateTimeOffset Time, double Value) point, DateTimeOffset since, DateTimeOffset until, double smallest, double largest)
    {
        var x = Math.Clamp((point.Time - since) / (until - since), 0, 1) * Width;
        var y = largest <= smallest ? Height - Margin
            : Height - Margin - ((point.Value - smallest) / (largest - smallest) * (Height - (2 * Margin)));
        return string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
    }
}

internal sealed record ChartLine(string Name, string Class, string Points, double Smallest, double Largest, double Newest);
