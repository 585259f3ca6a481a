namespace EtlAspire.Benchmarks.Beside;

/// <summary>The middle of some values, and between what the middle half of them lies.</summary>
internal sealed record Quartiles(double First, double Median, double Third)
{
    public static Quartiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Quartiles(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    /// <summary>
    /// Of the ratios of each pair, not the ratio of two medians: the two of a pair ran within minutes of each other, and met
    /// the machine in about the same state.
    /// </summary>
    public static Quartiles OfRatios(IEnumerable<double> these, IEnumerable<double> others) =>
        Of(these.Zip(others, (one, other) => one / other));

    // Between two values on a straight line.
    private static double At(double[] sorted, double part)
    {
        var position = part * (sorted.Length - 1);
        var (below, above) = (sorted[(int)position], sorted[(int)Math.Ceiling(position)]);
        return below + (position - Math.Floor(position)) * (above - below);
    }
}
