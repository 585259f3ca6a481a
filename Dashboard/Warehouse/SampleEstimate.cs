namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Draws conclusions from a sample to the whole table.</summary>
internal static class SampleEstimate
{
    /// <summary>How many of all rows are like those counted in the sample.</summary>
    public static long Scale(long counted, long sampled, long rows) =>
        sampled == 0 ? 0 : (long)Math.Round((double)counted * rows / sampled);

    /// <summary>
    /// How many different values all rows have: the estimator of Haas and Stokes that PostgreSQL's ANALYZE uses. A sample
    /// of everything gives the exact number.
    /// </summary>
    /// <param name="distinct">Different values in the sample.</param>
    /// <param name="once">Values that the sample has only once.</param>
    /// <param name="sampled">Values in the sample.</param>
    /// <param name="rows">Values in the table.</param>
    public static long Distinct(long distinct, long once, long sampled, long rows)
    {
        if (sampled == 0 || sampled >= rows)
            return distinct;
        var estimate = (double)sampled * distinct / (sampled - once + (double)once * sampled / rows);
        return Math.Clamp((long)Math.Round(estimate), distinct, rows);
    }
}
