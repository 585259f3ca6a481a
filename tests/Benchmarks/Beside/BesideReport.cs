using EtlAspire.Benchmarks.Reporting;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>What came of two systems beside each other, as Markdown that reads well on a console.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="This">This checkout's.</param>
/// <param name="Other">The other's.</param>
/// <param name="Load">What the machine had to do before.</param>
internal sealed record BesideReport(BenchmarkOptions Options, Side This, Side Other, double Load)
{
    public override string ToString() => $"""

        - {This.Name}: {This.Checkout.Commit}, {This.Checkout.Root}
        - {Other.Name}: {Other.Checkout.Commit}, {Other.Checkout.Root}
        - {Machine.Processor}; load before: {Figures.Load(Load)}; turns of each: {Options.Repeats}

        {FigureTable.Of(this)}
        {PartTable.Of(this, $"CPU, {Options.SmallRuns:N0} small runs", turn => turn.SmallCpu, Figures.Seconds)}
        {PartTable.Of(this, "Memory", turn => turn.Memory, Figures.Megabytes)}
        Figures are medians over the turns; a ratio is {This.Name} / {Other.Name} of the same turn. *Own* are our five services:
        Dashboard, Extractor, Transformer, Loader and SampleApi. A small run is one of `users`. Memory is proportional (a
        page that three processes share counts a third for each), some seconds after the first run. Of the large runs of a
        turn the faster counts.
        """;
}
