using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>Measures one system from its start, on an empty data folder, to its stop.</summary>
internal sealed class TurnMeter(BenchmarkOptions options)
{
    private const int Replicas = 1;
    private const int LargeRuns = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstRunDeadline = TimeSpan.FromMinutes(3);

    // After a run services still tell what happened, and give memory back.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public async Task<Turn> MeasureAsync(Places places, CancellationToken cancellationToken)
    {
        var data = Places.CreateDataDirectory();
        try
        {
            await using var system = await EtlSystem.StartAsync(places, data, Replicas, cancellationToken);
            var page = system.SinceStart;
            await system.UntilAnswersAsync(EtlClient.PipelinePath(SmallRuns.Pipeline), cancellationToken);
            await system.Client.RunAsync(SmallRuns.Pipeline, Pause, FirstRunDeadline, cancellationToken);
            var firstRun = system.SinceStart;

            await Task.Delay(Settling, cancellationToken);
            var memory = system.ProportionalMemory();

            var small = await new SmallRuns(system).MeasureAsync(options.SmallRuns, cancellationToken);
            var ours = new OursAtScale(system, Replicas);
            await ours.WarmUpAsync(options.Rows, cancellationToken);
            var large = await ours.MeasureAsync(options.Rows, LargeRuns, cancellationToken);
            return new Turn(page, firstRun, memory, small, large, await system.StopAsync());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
