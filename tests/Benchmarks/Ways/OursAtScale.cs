using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>Our own way, asked for through the API as anybody would.</summary>
internal sealed class OursAtScale(EtlSystem system, int replicas)
{
    public const long WarmUpRows = 10_000;

    private const int WarmUpsPerReplica = 5;
    private const int WholeWarmUps = 2;
    private const int SlowestRowsPerSecond = 3_000;
    private static readonly TimeSpan FirstDeadline = TimeSpan.FromMinutes(3);

    // Seldom enough not to be seen in the measurement, which is by the run's own times.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The first run of a system waits for the broker. With more runs every replica gets batches, and its code compiled; what small
    /// runs never use, a large one does.
    /// </summary>
    public async Task WarmUpAsync(long rows, CancellationToken cancellationToken)
    {
        await PutAsync(WarmUpRows, cancellationToken);
        for (var number = 0; number < WarmUpsPerReplica * replicas; number++)
            await system.Client.RunAsync(UsersPipeline.Name, Pause, FirstDeadline, cancellationToken);
        await MeasureAsync(rows, WholeWarmUps, cancellationToken);
    }

    public string Name => $"EtlAspire, {replicas} of each service";

    /// <summary>Says how many rows are to be loaded.</summary>
    public Task PutAsync(long rows, CancellationToken cancellationToken) =>
        system.Client.PutPipelineAsync(UsersPipeline.Name, UsersPipeline.Definition(rows), cancellationToken);

    public async Task<WayResult> MeasureAsync(long rows, int repeats, CancellationToken cancellationToken)
    {
        await PutAsync(rows, cancellationToken);
        var runs = new List<Measurement>();
        for (var number = 0; number < repeats; number++)
            runs.Add(await RunAsync(rows, cancellationToken));
        return new WayResult(Name, rows, runs);
    }

    public async Task<Measurement> RunAsync(long rows, CancellationToken cancellationToken)
    {
        await system.Warehouse.SettleAsync(cancellationToken);
        var meter = system.CreateMeter();
        meter.Start();
        var finished = await system.Client.RunAsync(UsersPipeline.Name, Pause,
            TimeSpan.FromSeconds(120 + rows / SlowestRowsPerSecond), cancellationToken);
        var usage = meter.Stop();

        var receipt = finished.Run.Receipt;
        return receipt.Balanced && receipt.Loaded == rows
            ? new Measurement(finished.Recorded, usage)
            : throw new BenchmarkException($"Run {finished.Run.Number} should load {rows:N0} rows; its receipt is {receipt}.");
    }
}
