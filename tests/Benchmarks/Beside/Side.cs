namespace EtlAspire.Benchmarks.Beside;

/// <summary>One of the two that are measured, and its turns.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Checkout">What it was built from.</param>
/// <param name="Places">Where its system is found.</param>
internal sealed record Side(string Name, Checkout Checkout, Places Places)
{
    public List<Turn> Turns { get; } = [];

    public double Median(Func<Turn, double> value) => Quartiles.Of(Turns.Select(value)).Median;
}
