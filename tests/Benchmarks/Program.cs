using EtlAspire.Benchmarks.Beside;
using EtlAspire.Benchmarks.Reporting;
using EtlAspire.Benchmarks.Stages;

namespace EtlAspire.Benchmarks;

/// <summary>The entry point of bench.sh, which starts it in the root of the repository.</summary>
internal static class Program
{
    private const int Interrupted = 130;

    public static async Task<int> Main(string[] args)
    {
        if (args is ["stages", .. var stageArguments])
        {
            StageBenchmarks.Run(stageArguments);
            return 0;
        }

        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(BenchmarkOptions.Usage);
            return 0;
        }

        using var stop = new StopSignals();
        try
        {
            var places = new Places(Directory.GetCurrentDirectory());
            var options = BenchmarkOptions.Parse(args);
            if (options.Beside is { } folder)
            {
                Console.WriteLine(await new SideBySide(options, places).RunAsync(folder, stop.Token));
                return 0;
            }

            var results = await new Sitting(options, places).RunAsync(stop.Token);
            var report = new Report(results);
            Console.WriteLine(report.ToConsole());
            if (options.WritesDocs)
                await File.WriteAllTextAsync(places.Document, report.ToDocument(), stop.Token);
            return 0;
        }
        catch (BenchmarkException exception)
        {
            await Console.Error.WriteLineAsync($"bench.sh: {exception.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
