using System.Globalization;
using EtlAspire.Benchmarks.Hosting;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>Where the time of a small run goes, in milliseconds: medians over all runs.</summary>
internal sealed record StageTimes(double Dispatch, double Extract, double Transform, double Load, double Publish)
{
    /// <summary>Reads it, of the small runs from a number on.</summary>
    public static Task<StageTimes> ReadAsync(Warehouse warehouse, long firstRun, CancellationToken cancellationToken) =>
        warehouse.ReadAsync(
            string.Create(CultureInfo.InvariantCulture, $"""
            with times as (
                select array[
                    started_at - requested_at, extracted_at - started_at, transformed_at - extracted_at,
                    loaded_at - transformed_at, finished_at - loaded_at] as stages
                from etl.runs
                join etl.batches on batches.run_id = runs.id
                join etl.loaded_batches on loaded_batches.run_id = runs.id
                where pipeline = '{SmallRuns.Pipeline}' and runs.number >= {firstRun})
            select {string.Join(", ", Enumerable.Range(1, 5).Select(Median))} from times
            """),
            row => new StageTimes(
                row.GetDouble(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4)),
            cancellationToken);

    private static string Median(int stage) =>
        $"1000 * extract(epoch from percentile_cont(0.5) within group (order by stages[{stage}]))::double precision";
}
