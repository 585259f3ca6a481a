using System.Globalization;
using EtlAspire.Benchmarks.Hosting;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>Where the time of a small run goes, in milliseconds: medians over all runs.</summary>
internal sealed record StageTimes(double Dispatch, double Extract, double Transform, double Load, double Publish);

/// <summary>Small runs, in milliseconds from request to success.</summary>
/// <param name="Recorded">By the system's own clock, sorted.</param>
/// <param name="Observed">As the client saw it, sorted.</param>
/// <param name="Stages">Where it goes.</param>
internal sealed record SmallRunsResult(
    IReadOnlyList<double> Recorded, IReadOnlyList<double> Observed, StageTimes Stages)
{
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
}

/// <summary>Ten users by the sample pipeline, one run after the other: what a run costs besides its rows.</summary>
internal sealed class SmallRuns(EtlSystem system)
{
    private const string Pipeline = "users";
    public const int WarmUps = 100; // until no code is compiled any more
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public async Task<SmallRunsResult> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < WarmUps; number++)
            await system.Client.RunAsync(Pipeline, Pause, Deadline, cancellationToken);

        var runs = new List<FinishedRun>();
        for (var number = 0; number < count; number++)
            runs.Add(await system.Client.RunAsync(Pipeline, Pause, Deadline, cancellationToken));

        return new SmallRunsResult(
            [.. runs.Select(run => run.Recorded.TotalMilliseconds).Order()],
            [.. runs.Select(run => run.Observed.TotalMilliseconds).Order()],
            await ReadStagesAsync(runs[0].Run.Number, cancellationToken));
    }

    private Task<StageTimes> ReadStagesAsync(long firstRun, CancellationToken cancellationToken) =>
        system.Warehouse.ReadAsync(
            string.Create(CultureInfo.InvariantCulture, $"""
            with times as (
                select array[
                    started_at - requested_at, extracted_at - started_at, transformed_at - extracted_at,
                    loaded_at - transformed_at, finished_at - loaded_at] as stages
                from etl.runs
                join etl.batches on batches.run_id = runs.id
                join etl.loaded_batches on loaded_batches.run_id = runs.id
                where pipeline = '{Pipeline}' and runs.number >= {firstRun})
            select {string.Join(", ", Enumerable.Range(1, 5).Select(Median))} from times
            """),
            row => new StageTimes(
                row.GetDouble(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4)),
            cancellationToken);

    private static string Median(int stage) =>
        $"1000 * extract(epoch from percentile_cont(0.5) within group (order by stages[{stage}]))::double precision";
}
