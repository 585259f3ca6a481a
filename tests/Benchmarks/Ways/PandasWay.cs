using System.Globalization;
using System.Text.Json;
using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>The usual way: seed_way.py. Its time is the one it takes itself, without the start of Python and its imports.</summary>
internal sealed class PandasWay(Places places, EtlSystem system)
{
    public const string Python = "Python";

    public const string Name = "pandas + to_sql";

    /// <summary>The table that it makes.</summary>
    public const string Table = "bench_pandas";

    // Debian's own: its packages are not seen by any other that may come first on the path.
    private const string Interpreter = "/usr/bin/python3";
    private const int SlowestRowsPerSecond = 300;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The versions it ran with, once it has.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; private set; } = new Dictionary<string, string>();

    public async Task<Measurement> RunAsync(Dataset data, long rows, CancellationToken cancellationToken)
    {
        await system.Warehouse.SettleAsync(cancellationToken);
        var meter = system.CreateMeter();
        meter.Start();
        var output = await Tool.RunAsync(
            Interpreter,
            [places.SeedWay, data.Path, rows.ToString(CultureInfo.InvariantCulture), UsersPipeline.Schema, Table],
            Psql.Settings(system.Warehouse),
            TimeSpan.FromSeconds(120 + rows / SlowestRowsPerSecond), cancellationToken);
        var others = meter.Stop().Where(usage => !usage.IsOwn);

        var told = JsonSerializer.Deserialize<Told>(output, Json)!;
        if (told.Rows != rows)
            throw new BenchmarkException($"The usual way loaded {told.Rows:N0} rows, not {rows:N0}.");
        Versions = told.Versions;
        return new Measurement(TimeSpan.FromSeconds(told.Seconds),
            [new ServiceUsage(Python, 1, told.CpuSeconds, told.PeakBytes), .. others]);
    }

    private sealed record Told(
        long Rows, double Seconds, double CpuSeconds, long PeakBytes, Dictionary<string, string> Versions);
}
