using EtlAspire.Benchmarks.Reporting;
using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>The figures of both, and how they compare turn by turn.</summary>
internal static class FigureTable
{
    private sealed record Figure(string Name, Func<Turn, double> Of, Func<double, string> Format);

    public static TextTable Of(BesideReport report)
    {
        var (one, two) = (report.This, report.Other);
        var table = new TextTable("Figure", one.Name, two.Name, "Ratio, median", "Ratio, q1–q3");
        foreach (var figure in All(report.Options))
        {
            var ratios = Quartiles.OfRatios(one.Turns.Select(figure.Of), two.Turns.Select(figure.Of));
            table.Add(
                figure.Name,
                figure.Format(one.Median(figure.Of)),
                figure.Format(two.Median(figure.Of)),
                Figures.Ratio(ratios.Median),
                $"{Figures.Ratio(ratios.First)} – {Figures.Ratio(ratios.Third)}");
        }

        return table;
    }

    private static Figure[] All(BenchmarkOptions options)
    {
        var (small, large) = ($"{options.SmallRuns:N0} small runs", $"{options.Rows:N0} users");
        return
        [
            new("start → page answers", turn => turn.Page.TotalSeconds, Figures.Seconds),
            new("start → first run succeeded", turn => turn.FirstRun.TotalSeconds, Figures.Seconds),
            new("memory, own", turn => Turn.Own(turn.Memory), Figures.Megabytes),
            new("memory, everything", turn => Turn.Everything(turn.Memory), Figures.Megabytes),
            new("small run, request → succeeded, p50",
                turn => SmallRunsResult.Percentile(turn.Small.Recorded, 0.5), Figures.Milliseconds),
            new($"{small}, CPU, own", turn => Turn.Own(turn.SmallCpu), Figures.Seconds),
            new($"{small}, CPU, everything", turn => Turn.Everything(turn.SmallCpu), Figures.Seconds),
            new($"{large}, wall", turn => turn.Large.Best.Wall.TotalSeconds, Figures.Seconds),
            new($"{large}, CPU, own", turn => turn.Large.Best.OwnCpuSeconds, Figures.Seconds),
            new($"{large}, peak memory of any service", turn => turn.Large.OwnPeakBytes, Figures.Megabytes),
            new("stop → all processes gone", turn => turn.Stop.TotalSeconds, Figures.Seconds),
        ];
    }
}
