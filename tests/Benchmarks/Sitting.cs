using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Hosting;
using EtlAspire.Benchmarks.Measuring;
using EtlAspire.Benchmarks.Reporting;
using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks;

/// <summary>Everything measured one after the other, against one PostgreSQL: ratios count only within one sitting.</summary>
internal sealed class Sitting(BenchmarkOptions options, Places places)
{
    public async Task<Results> RunAsync(CancellationToken cancellationToken)
    {
        await Dataset.EnsureAsync(places, OursAtScale.WarmUpRows, cancellationToken);
        var tenTimes = options.TenTimes
            ? await Dataset.EnsureAsync(places, 10 * options.Rows, cancellationToken)
            : null;
        var dataset = await Dataset.EnsureAsync(places, options.Rows, cancellationToken);

        var results = new Results(options, dataset);
        var data = Places.CreateDataDirectory();
        try
        {
            foreach (var replicas in options.ReplicaCounts)
            {
                Say($"Starting the system with {replicas} of each service ...");
                await using var system = await EtlSystem.StartAsync(places, data, replicas, cancellationToken);
                await system.UntilAnswersAsync(EtlClient.HealthPath, cancellationToken);
                var ours = new OursAtScale(system, replicas);
                await ours.WarmUpAsync(options.Rows, cancellationToken);
                if (replicas != options.ReplicaCounts[0])
                {
                    Say($"{options.Rows:N0} users our way, {options.Repeats} times ...");
                    results.Ours.Add(await ours.MeasureAsync(options.Rows, options.Repeats, cancellationToken));
                    await CheckAsync(system, ours, results, cancellationToken);
                    continue;
                }

                await MeasureAllAsync(system, ours, results, cancellationToken);
                if (tenTimes is not null)
                {
                    Say($"{tenTimes.Rows:N0} users ...");
                    results.TenTimes = await ours.MeasureAsync(tenTimes.Rows, repeats: 1, cancellationToken);
                }
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }

        return results;
    }

    private async Task MeasureAllAsync(
        EtlSystem system, OursAtScale ours, Results results, CancellationToken cancellationToken)
    {
        results.Versions["PostgreSQL"] = await system.Warehouse.VersionAsync(cancellationToken);
        Say($"Ten users, {options.SmallRuns} times ...");
        results.SmallRuns = await new SmallRuns(system).MeasureAsync(options.SmallRuns, cancellationToken);
        results.Stages = await StageTimes.ReadAsync(system.Warehouse, results.SmallRuns.FirstRun, cancellationToken);

        using var csv = new BareCopy(places, system, "csv", options.Rows);
        using var binary = new BareCopy(places, system, "binary", options.Rows);
        var pandas = new PandasWay(places, system);
        List<Measurement> oursRuns = [], csvRuns = [], binaryRuns = [], pandasRuns = [];

        // In turn: what else the machine has to do changes within minutes, and is to meet all ways alike.
        for (var round = 1; round <= options.Repeats; round++)
        {
            Say($"Round {round} of {options.Repeats}: {options.Rows:N0} users our way, two bare copies, {options.PandasRows:N0} users the usual way ...");
            oursRuns.Add(await ours.RunAsync(options.Rows, cancellationToken));
            await CheckAsync(system, ours, results, cancellationToken);
            foreach (var (copy, runs) in ((BareCopy, List<Measurement>)[])[(csv, csvRuns), (binary, binaryRuns)])
            {
                if (round == 1)
                    await copy.ExportAsync(cancellationToken);
                runs.Add(await copy.RunAsync(cancellationToken));
                await CompareAsync(system, BareCopy.Table, options.Rows, copy.Name, cancellationToken);
            }

            pandasRuns.Add(await pandas.RunAsync(results.Dataset, options.PandasRows, cancellationToken));
            await CompareAsync(system, PandasWay.Table, options.PandasRows, PandasWay.Name, cancellationToken);
        }

        results.Ours.Add(new WayResult(ours.Name, options.Rows, oursRuns));
        results.Copies["csv"] = new WayResult(csv.Name, options.Rows, csvRuns);
        results.Copies["binary"] = new WayResult(binary.Name, options.Rows, binaryRuns);
        results.Pandas = new WayResult(PandasWay.Name, options.PandasRows, pandasRuns);
        foreach (var (name, version) in pandas.Versions)
            results.Versions[name] = version;
    }

    private async Task CheckAsync(
        EtlSystem system, OursAtScale ours, Results results, CancellationToken cancellationToken)
    {
        var content = await TableContent.ReadAsync(
            system.Warehouse, UsersPipeline.Table, options.Rows, cancellationToken);
        results.Content ??= content;
        results.Content.RefuseOther(content, ours.Name);
    }

    private static async Task CompareAsync(
        EtlSystem system, string table, long rows, string way, CancellationToken cancellationToken)
    {
        var ours = await TableContent.ReadAsync(system.Warehouse, UsersPipeline.Table, rows, cancellationToken);
        ours.RefuseOther(await TableContent.ReadAsync(system.Warehouse, table, rows, cancellationToken), way);
    }

    private static void Say(string what) => Console.WriteLine(what);
}
