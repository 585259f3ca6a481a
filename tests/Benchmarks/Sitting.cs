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
                var ours = new OursAtScale(system, replicas);
                await ours.WarmUpAsync(cancellationToken);
                if (replicas != options.ReplicaCounts[0])
                {
                    results.Ours.Add(await MeasureOursAsync(system, ours, results, cancellationToken));
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
        results.Ours.Add(await MeasureOursAsync(system, ours, results, cancellationToken));

        var copy = new BareCopy(places, system);
        foreach (var format in (string[])["csv", "binary"])
        {
            Say($"A bare \\copy of the finished rows, {format} ...");
            results.Copies[format] = await copy.MeasureAsync(format, options.Rows, options.Repeats, cancellationToken);
            await CompareAsync(system, BareCopy.Table, options.Rows, results.Copies[format].Name, cancellationToken);
        }

        Say($"{options.PandasRows:N0} users the usual way ...");
        var pandas = new PandasWay(places, system);
        results.Pandas = await pandas.MeasureAsync(results.Dataset, options.PandasRows, options.Repeats, cancellationToken);
        await CompareAsync(system, PandasWay.Table, options.PandasRows, results.Pandas.Name, cancellationToken);
        foreach (var (name, version) in pandas.Versions)
            results.Versions[name] = version;
    }

    private async Task<WayResult> MeasureOursAsync(
        EtlSystem system, OursAtScale ours, Results results, CancellationToken cancellationToken)
    {
        Say($"{options.Rows:N0} users our way ...");
        var result = await ours.MeasureAsync(options.Rows, options.Repeats, cancellationToken);
        var content = await TableContent.ReadAsync(
            system.Warehouse, UsersPipeline.Table, options.Rows, cancellationToken);
        results.Content ??= content;
        results.Content.RefuseOther(content, result.Name);
        return result;
    }

    private static async Task CompareAsync(
        EtlSystem system, string table, long rows, string way, CancellationToken cancellationToken)
    {
        var ours = await TableContent.ReadAsync(system.Warehouse, UsersPipeline.Table, rows, cancellationToken);
        ours.RefuseOther(await TableContent.ReadAsync(system.Warehouse, table, rows, cancellationToken), way);
    }

    private static void Say(string what) => Console.WriteLine(what);
}
