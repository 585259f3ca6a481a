using System.Diagnostics;
using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>
/// What PostgreSQL itself can take: the finished rows of our table, exported before, by psql's <c>\copy</c> into an empty
/// table of the same columns, without an index.
/// </summary>
internal sealed class BareCopy(Places places, EtlSystem system, string format, long rows) : IDisposable
{
    /// <summary>The table that it fills.</summary>
    public const string Table = "bench_copy";

    private const int SlowestRowsPerSecond = 5_000;
    private const string Source = $"{UsersPipeline.Schema}.{UsersPipeline.Table}";
    private const string Target = $"{UsersPipeline.Schema}.{Table}";

    private readonly string _file = Path.Combine(places.Cache, $"export.{format}");
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(120 + rows / SlowestRowsPerSecond);

    public string Name => $"bare \\copy, {format}";

    /// <summary>Takes the rows that are to be copied.</summary>
    public Task ExportAsync(CancellationToken cancellationToken) =>
        Psql.RunAsync(system.Warehouse, Copy(Source, "to"), _deadline, cancellationToken);

    public async Task<Measurement> RunAsync(CancellationToken cancellationToken)
    {
        await system.Warehouse.ExecuteAsync(
            $"drop table if exists {Target}; create table {Target} (like {Source})", cancellationToken);
        await system.Warehouse.SettleAsync(cancellationToken);

        var meter = system.CreateMeter();
        meter.Start();
        var started = Stopwatch.GetTimestamp();
        await Psql.RunAsync(system.Warehouse, Copy(Target, "from"), _deadline, cancellationToken);
        var wall = Stopwatch.GetElapsedTime(started);
        return new Measurement(wall, [.. meter.Stop().Where(usage => !usage.IsOwn)]);
    }

    public void Dispose() => File.Delete(_file);

    private string Copy(string table, string direction) =>
        $"\\copy {table} {direction} '{_file.Replace("'", "''", StringComparison.Ordinal)}' (format {format})";
}
