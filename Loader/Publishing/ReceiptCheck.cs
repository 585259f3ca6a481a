using EtlAspire.Storage.Catalog;

namespace EtlAspire.Loader.Publishing;

/// <summary>Lets a run be published only if every record is accounted for and not too many were rejected.</summary>
internal static class ReceiptCheck
{
    /// <summary>The receipt of the whole run.</summary>
    /// <exception cref="RunFailedException"><c>receipt_unbalanced</c> or <c>too_many_rejects</c>.</exception>
    public static Receipt Total(IReadOnlyDictionary<string, Receipt> receipts, RejectLimit limit)
    {
        foreach (var (resource, receipt) in receipts)
        {
            if (!receipt.Balanced)
            {
                throw Unbalanced(
                    $"Of {receipt.Extracted:N0} records of {resource}, {receipt.Loaded:N0} were loaded, "
                    + $"{receipt.Quarantined:N0} quarantined and {receipt.Filtered:N0} filtered.");
            }
        }

        var total = new Receipt(
            receipts.Values.Sum(receipt => receipt.Extracted),
            receipts.Values.Sum(receipt => receipt.Filtered),
            receipts.Values.Sum(receipt => receipt.Quarantined),
            receipts.Values.Sum(receipt => receipt.Loaded));
        return limit.IsExceeded(total.Quarantined, total.Extracted)
            ? throw new RunFailedException(Stage.Publish, "too_many_rejects",
                $"{total.Quarantined:N0} of {total.Extracted:N0} records were rejected, more than max_rejects allows.",
                "See the run's rejects for the reasons; correct the definition or the source, or raise max_rejects.")
            : total;
    }

    /// <summary>The failure of a run whose numbers do not add up.</summary>
    public static RunFailedException Unbalanced(string message) => new(Stage.Publish, "receipt_unbalanced",
        message, "Nothing was published. Replay the run from its raw layer; if it happens again, report it as a fault.");
}
