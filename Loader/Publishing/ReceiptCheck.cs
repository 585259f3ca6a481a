using EtlAspire.Storage.Catalog;

namespace EtlAspire.Loader.Publishing;

/// <summary>Lets a run be published only if every record is accounted for, and neither too many nor all of a table's were rejected.</summary>
internal sealed class ReceiptCheck(RejectCauses causes)
{
    /// <summary>The receipt of the whole run.</summary>
    /// <exception cref="RunFailedException"><c>receipt_unbalanced</c> or <c>too_many_rejects</c>.</exception>
    public async Task<Receipt> TotalAsync(
        Guid runId, IReadOnlyDictionary<string, Receipt> receipts, RejectLimit limit, CancellationToken cancellationToken)
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

        foreach (var (resource, receipt) in receipts)
        {
            if (receipt.Extracted > 0 && receipt.Quarantined == receipt.Extracted && !limit.AllowsAll)
            {
                throw await TooManyAsync(runId, resource,
                    $"All {receipt.Extracted:N0} records of {resource} were rejected", "write max_rejects: 100%", cancellationToken);
            }
        }

        var total = new Receipt(
            receipts.Values.Sum(receipt => receipt.Extracted),
            receipts.Values.Sum(receipt => receipt.Filtered),
            receipts.Values.Sum(receipt => receipt.Quarantined),
            receipts.Values.Sum(receipt => receipt.Loaded));
        return limit.IsExceeded(total.Quarantined, total.Extracted)
            ? throw await TooManyAsync(runId, receipts.MaxBy(pair => pair.Value.Quarantined).Key,
                $"{total.Quarantined:N0} of {total.Extracted:N0} records were rejected, more than max_rejects allows",
                "raise max_rejects", cancellationToken)
            : total;
    }

    /// <summary>The failure of a run whose numbers do not add up.</summary>
    public static RunFailedException Unbalanced(string message) => new(Stage.Publish, ErrorKinds.ReceiptUnbalanced,
        message, "Nothing was published. Replay the run from its raw layer; if it happens again, report it as a fault.");

    private async Task<RunFailedException> TooManyAsync(
        Guid runId, string resource, string problem, string orElse, CancellationToken cancellationToken)
    {
        var (reason, guess) = await causes.FindAsync(runId, resource, cancellationToken);
        return new RunFailedException(Stage.Publish, ErrorKinds.TooManyRejects, $"{problem}, the first one because: {reason}",
            $"{guess}See the run's rejects for the reasons; correct the definition or the source, or {orElse}.");
    }
}
