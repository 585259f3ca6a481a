using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Publishing;

/// <summary>Says why records were rejected, in the words of the first one.</summary>
internal sealed class RejectCauses(CatalogDbContext catalog)
{
    /// <summary>The reason of a resource's first reject, and what the source seems to be instead; empty if nothing speaks for it.</summary>
    public async Task<(string Reason, string Guess)> FindAsync(Guid runId, string resource, CancellationToken cancellationToken)
    {
        var first = await catalog.Quarantine.AsNoTracking()
            .Where(record => record.RunId == runId && record.Resource == resource)
            .OrderBy(record => record.BatchNumber).ThenBy(record => record.Position)
            .Select(record => new { record.Stage, record.Reason, Record = record.Record.Substring(0, RejectedText.ShownCharacters) })
            .FirstOrDefaultAsync(cancellationToken);
        var guess = first?.Stage == Stage.Extract ? RejectedText.GuessFormat(first.Record) : null;
        return (first?.Reason ?? "no reason was kept.", guess is null ? "" : $"{guess} ");
    }
}
