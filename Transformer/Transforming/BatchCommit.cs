using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Brings a transformed batch into the catalog, in one transaction that one attempt wins.</summary>
internal sealed class BatchCommit(CatalogDbContext catalog, TimeProvider clock)
{
    private const int NamedColumns = 3;

    /// <summary>
    /// Writes what came of the batch; false when another attempt was first, and nothing is written. The raw file, on this machine,
    /// is null when the batch has none, the typed one when no row is left.
    /// </summary>
    public async Task<bool> TryAsync(
        Batch batch, string? rawPath, BatchOutput output, LakeFile? typed, CancellationToken cancellationToken)
    {
        var columns = TypedColumns.Write(output.Columns);
        var missing = MissingName.Write(output.Missing);
        var now = clock.GetUtcNow();
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        var updated = await catalog.Batches
            .Where(row => row.RunId == batch.RunId && row.Number == batch.Number && row.TransformedAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.TypedPath, typed == null ? null : typed.Path)
                    .SetProperty(row => row.TypedBytes, typed == null ? 0 : typed.Bytes)
                    .SetProperty(row => row.Columns, columns)
                    .SetProperty(row => row.Missing, missing)
                    .SetProperty(row => row.Rows, output.Rows)
                    .SetProperty(row => row.Filtered, output.Filtered)
                    .SetProperty(row => row.TransformRejects, output.Rejects.Count)
                    .SetProperty(row => row.TransformedAt, now),
                cancellationToken);
        if (updated == 0)
            return false;

        if (rawPath is not null)
            await QuarantineWriter.WriteAsync(catalog, batch, rawPath, output.Rejects, cancellationToken);
        catalog.AddEvent(
            batch.RunId, now, Stage.Transform,
            Describe(batch, output), output.Rejects.Count > 0 ? EventLevel.Warning : EventLevel.Info);
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string Describe(Batch batch, BatchOutput output)
    {
        var message = $"Transformed batch {batch.Number} of {batch.Resource}: {output.Rows:N0} rows";
        if (output.Filtered > 0)
            message += $", {output.Filtered:N0} filtered";
        if (output.Rejects is [var first, ..])
            message += $", {output.Rejects.Count:N0} rejected (the first, line {first.Line}: {first.Reason})";
        if (output.Missing.Count == 0)
            return message + ".";

        var rest = output.Missing.Count > NamedColumns ? ", …" : "";
        return $"{message}. No record has {string.Join(", ", output.Missing.Take(NamedColumns))}{rest}: taken as null.";
    }
}
