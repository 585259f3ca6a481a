using System.Diagnostics;
using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>
/// What PostgreSQL itself can take: the finished rows of our table, exported before, by psql's <c>\copy</c> into an empty
/// table of the same columns, without an index.
/// </summary>
internal sealed class BareCopy(Places places, EtlSystem system)
{
    /// <summary>The table that it fills.</summary>
    public const string Table = "bench_copy";

    private const int SlowestRowsPerSecond = 5_000;
    private const string Source = $"{UsersPipeline.Schema}.{UsersPipeline.Table}";
    private const string Target = $"{UsersPipeline.Schema}.{Table}";

    public async Task<WayResult> MeasureAsync(string format, long rows, int repeats, CancellationToken cancellationToken)
    {
        var deadline = TimeSpan.FromSeconds(120 + rows / SlowestRowsPerSecond);
        var file = Path.Combine(places.Cache, $"export.{format}");
        try
        {
            await Psql.RunAsync(system.Warehouse, Copy(Source, "to", file, format), deadline, cancellationToken);
            var runs = new List<Measurement>();
            for (var number = 0; number < repeats; number++)
                runs.Add(await RunAsync(Copy(Target, "from", file, format), deadline, cancellationToken));
            return new WayResult($"bare \\copy, {format}", rows, runs);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<Measurement> RunAsync(string copy, TimeSpan deadline, CancellationToken cancellationToken)
    {
        await system.Warehouse.ExecuteAsync(
            $"drop table if exists {Target}; create table {Target} (like {Source})", cancellationToken);
        await system.Warehouse.SettleAsync(cancellationToken);

        var meter = system.CreateMeter();
        meter.Start();
        var started = Stopwatch.GetTimestamp();
        await Psql.RunAsync(system.Warehouse, copy, deadline, cancellationToken);
        var wall = Stopwatch.GetElapsedTime(started);
        return new Measurement(wall, [.. meter.Stop().Where(usage => !usage.IsOwn)]);
    }

    private static string Copy(string table, string direction, string file, string format) =>
        $"\\copy {table} {direction} '{file.Replace("'", "''", StringComparison.Ordinal)}' (format {format})";
}
