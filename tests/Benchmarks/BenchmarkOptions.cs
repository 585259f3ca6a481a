using System.Globalization;

namespace EtlAspire.Benchmarks;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Rows">How many users are loaded.</param>
/// <param name="TenTimes">Whether ten times as many are loaded too, for memory.</param>
/// <param name="WritesDocs">Whether docs/benchmarks.md is written.</param>
/// <param name="Repeats">How often each way is measured; the best counts.</param>
/// <param name="SmallRuns">How many runs of ten users are measured.</param>
/// <param name="Beside">The folder of another checkout: its system and ours are measured beside each other, and nothing else is.</param>
/// <param name="Replicas">How many processes of each service, one sitting after the other.</param>
internal sealed record BenchmarkOptions(
    long Rows = 1_000_000,
    bool TenTimes = false,
    bool WritesDocs = true,
    int Repeats = 12,
    int SmallRuns = 200,
    string? Beside = null,
    IReadOnlyList<int>? Replicas = null)
{
    public const string Usage =
        """
        ./bench.sh [--rows N] [--ten-times] [--no-docs] [--repeats N] [--small-runs N] [--replicas 1,2,4]
          measures the whole system against pandas and a bare \copy, and writes docs/benchmarks.md
        ./bench.sh --beside DIR [--rows N] [--repeats N] [--small-runs N]
          builds the checkout in DIR and measures its system and this one's in turns, one at a time: start, memory, small
          runs, a large run, stop; prints medians, and of the ratios of each pair of turns the median and quartiles
        ./bench.sh stages [options of BenchmarkDotNet]
          measures single stages in memory
        """;

    private const string BesideOption = "--beside";
    private const long MostPandasRows = 100_000;

    /// <summary>The usual way is slow enough to show its pace with fewer.</summary>
    public long PandasRows => Math.Min(Rows, MostPandasRows);

    public IReadOnlyList<int> ReplicaCounts => Replicas ?? [1, 2, 4];

    /// <exception cref="BenchmarkException">There is no such option, or its value is no number above zero.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = arguments.Contains(BesideOption) ? new BenchmarkOptions(Repeats: 7, SmallRuns: 100) : new BenchmarkOptions();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var name))
        {
            options = name switch
            {
                "--rows" => options with { Rows = Number(name, rest) },
                "--ten-times" => options with { TenTimes = true },
                "--no-docs" => options with { WritesDocs = false },
                "--repeats" => options with { Repeats = Number(name, rest) },
                "--small-runs" => options with { SmallRuns = Number(name, rest) },
                BesideOption => options with { Beside = Value(name, rest) },
                "--replicas" => options with { Replicas = [.. Value(name, rest).Split(',').Select(text => Number(name, text))] },
                _ => throw new BenchmarkException($"There is no option '{name}'.\n{Usage}"),
            };
        }

        return options is { Beside: not null, TenTimes: true } or { Beside: not null, Replicas: not null }
            ? throw new BenchmarkException($"{BesideOption} takes neither --ten-times nor --replicas.\n{Usage}")
            : options;
    }

    private static int Number(string name, Queue<string> rest) => Number(name, Value(name, rest));

    private static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchmarkException($"{name} needs a whole number above zero, not '{text}'.\n{Usage}");

    private static string Value(string name, Queue<string> rest) => rest.TryDequeue(out var value)
        ? value
        : throw new BenchmarkException($"{name} needs a value.\n{Usage}");
}
