using System.Diagnostics;
using System.Globalization;
using EtlAspire.Benchmarks.Hosting;

namespace EtlAspire.Benchmarks.Telemetry;

/// <summary>Fills the dashboard of local mode to its limits: how long it takes, what it weighs, and how fast its pages are then.</summary>
internal sealed class TelemetryBenchmark(Places places)
{
    private const int Traces = 10_000;
    private const int SpansOfTrace = 10;
    private const int Logs = 50_000;
    private const int BurstSpans = 20_000;
    private const int PageTries = 5;

    private static readonly string[] Pages = ["/traces", "/structuredlogs", "/", "/metrics"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var data = Places.CreateDataDirectory();
        try
        {
            await using var system = await EtlSystem.StartAsync(places, data, replicas: 1, cancellationToken);
            var idle = system.AppHostPeakBytes();
            using (var sender = new TelemetrySender(system.Otlp.Endpoint, system.Otlp.Headers))
            {
                Report($"{Traces:N0} traces of {SpansOfTrace} spans", Time(() => sender.SendTraces(Traces, SpansOfTrace)));
                Report($"{Logs:N0} logs", Time(() => sender.SendLogs(Logs)));
                Report($"a burst of {BurstSpans:N0} spans, until all are taken", Time(() => sender.SendTraces(BurstSpans / 20, 20)));
            }

            using var browser = await system.LogInToTracesAsync(cancellationToken);
            foreach (var page in Pages)
                Report($"GET {page}", await TimePageAsync(browser, page, cancellationToken));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"AppHost, peak memory: {idle / 1e6:N0} MB before, {system.AppHostPeakBytes() / 1e6:N0} MB after"));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static TimeSpan Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<TimeSpan> TimePageAsync(HttpClient browser, string page, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (var number = 0; number < PageTries; number++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await browser.GetAsync(new Uri(page, UriKind.Relative), cancellationToken);
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return times.Max();
    }

    private static void Report(string what, TimeSpan time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalSeconds:N2} s"));
}
