namespace EtlAspire.Storage.Catalog;

/// <summary>A run's balance: extracted = loaded + quarantined + filtered.</summary>
/// <param name="Extracted">Records that came from the source.</param>
/// <param name="Filtered">Records that a <c>filter</c> step left out.</param>
/// <param name="Quarantined">Records that could not be used, each kept with its reason.</param>
/// <param name="Loaded">Rows in the warehouse.</param>
public sealed record Receipt(long Extracted, long Filtered, long Quarantined, long Loaded)
{
    /// <summary>Whether every record is accounted for.</summary>
    public bool Balanced => Extracted == Loaded + Quarantined + Filtered;
}
