using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>Small runs, in milliseconds from request to success.</summary>
/// <param name="FirstRun">The number of the first.</param>
/// <param name="Recorded">By the system's own clock, sorted.</param>
/// <param name="Observed">As the client saw it, sorted.</param>
/// <param name="Usage">What the services took for all of them.</param>
internal sealed record SmallRunsResult(
    long FirstRun, IReadOnlyList<double> Recorded, IReadOnlyList<double> Observed, IReadOnlyList<ServiceUsage> Usage)
{
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
}

/// <summary>Ten users by the sample pipeline, one run after the other: what a run costs besides its rows.</summary>
internal sealed class SmallRuns(EtlSystem system)
{
    public const string Pipeline = "users";
    public const int WarmUps = 100; // until no code is compiled any more
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public async Task<SmallRunsResult> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < WarmUps; number++)
            await system.Client.RunAsync(Pipeline, Pause, Deadline, cancellationToken);

        var meter = system.CreateMeter();
        meter.Start();
        var runs = new List<FinishedRun>();
        for (var number = 0; number < count; number++)
            runs.Add(await system.Client.RunAsync(Pipeline, Pause, Deadline, cancellationToken));

        return new SmallRunsResult(
            runs[0].Run.Number,
            [.. runs.Select(run => run.Recorded.TotalMilliseconds).Order()],
            [.. runs.Select(run => run.Observed.TotalMilliseconds).Order()],
            meter.Stop());
    }
}
