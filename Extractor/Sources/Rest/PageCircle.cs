namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>
/// Finds out whether pages go in a circle, of whatever length, and remembers one of them for it: Brent's algorithm (R. P. Brent, "An
/// improved Monte Carlo factorization algorithm", BIT 20, 1980, section 2).
/// </summary>
/// <param name="Anchor">The checksum of the page that later ones are compared with.</param>
/// <param name="Power">After so many another page takes its place.</param>
/// <param name="Length">How many have come since.</param>
internal sealed record PageCircle(string Anchor, int Power = 1, int Length = 0)
{
    /// <summary>How long the circle is that the next page closes; null if it closes none.</summary>
    public int? ClosedBy(string checksum) => checksum == Anchor ? Length + 1 : null;

    /// <summary>What to compare with once the next page has come.</summary>
    public PageCircle Next(string checksum) =>
        Length + 1 == Power ? new PageCircle(checksum, 2 * Power) : this with { Length = Length + 1 };
}
