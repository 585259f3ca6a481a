using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Reporting;
using EtlAspire.Benchmarks.Ways;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>
/// This checkout's system and another's, one at a time and in turns. Who begins changes: what only the first or only the
/// second of a pair meets is shared alike.
/// </summary>
internal sealed class SideBySide(BenchmarkOptions options, Places places)
{
    private const double QuietLoad = 0.5;

    public async Task<BesideReport> RunAsync(string otherFolder, CancellationToken cancellationToken)
    {
        var own = await Checkout.ReadAsync(places.Root, cancellationToken);
        var other = await Checkout.ReadAsync(otherFolder, cancellationToken);
        if (own.Root == other.Root)
            throw new BenchmarkException($"{otherFolder} is this checkout: name another to measure beside it.");

        var load = Machine.Load; // before the build: its own is over when it ends
        if (load > QuietLoad)
        {
            await Console.Error.WriteLineAsync("bench.sh: the machine is busy, and figures will scatter: "
                + $"its load is {Figures.Load(load)}, and should be {Figures.Load(QuietLoad)} at most.");
        }

        Console.WriteLine($"Building {other.Root} ...");
        await other.BuildAsync(cancellationToken);
        await Dataset.EnsureAsync(places, OursAtScale.WarmUpRows, cancellationToken);
        await Dataset.EnsureAsync(places, options.Rows, cancellationToken);

        var one = new Side("this", own, places);
        var two = new Side("beside", other, places.Of(other.Root));
        var meter = new TurnMeter(options);
        for (var number = 1; number <= options.Repeats; number++)
        {
            foreach (var side in number % 2 == 1 ? (Side[])[one, two] : [two, one])
            {
                Console.WriteLine($"Turn {number} of {options.Repeats}: {side.Name}, {side.Checkout.Commit} ...");
                side.Turns.Add(await meter.MeasureAsync(side.Places, cancellationToken));
            }
        }

        return new BesideReport(options, one, two, load);
    }
}
