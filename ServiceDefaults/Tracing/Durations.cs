using System.Diagnostics.Metrics;

namespace EtlAspire.ServiceDefaults.Tracing;

/// <summary>Histograms of durations in seconds, with buckets from milliseconds to the minutes that a publishing may take.</summary>
public static class Durations
{
    private static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900],
    };

    /// <summary>Creates one.</summary>
    public static Histogram<double> CreateDuration(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Advice);
}
