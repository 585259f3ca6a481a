using System.Globalization;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Publishing;

/// <summary>
/// Drops what staging no longer needs: the tables of a run that is published, and those of the pipeline's runs that failed
/// or were cancelled. The latter lose their ledger with them: one that is retried later loads its batches again.
/// </summary>
internal sealed class StagingCleanup(CatalogDbContext catalog)
{
    public async Task CleanAsync(NpgsqlConnection connection, ActiveRun run, CancellationToken cancellationToken)
    {
        var names = await connection.ReadAsync(
            "select tablename from pg_tables where schemaname = $1", reader => reader.GetString(0), cancellationToken,
            TableName.StagingSchema);
        var staged = names.Select(RunNumberOf).Distinct().ToArray();

        // One that failed with its first batch has a table, but no line in the ledger.
        var abandoned = await catalog.Runs.AsNoTracking()
            .Where(other => other.Pipeline == run.Pipeline.Name && other.Id != run.Id)
            .Where(other => other.Status == RunStatus.Failed || other.Status == RunStatus.Cancelled)
            .Where(other => staged.Contains(other.Number)
                || catalog.LoadedBatches.Any(loaded => loaded.RunId == other.Id))
            .Select(other => new { other.Id, other.Number })
            .ToListAsync(cancellationToken);
        var numbers = abandoned.Select(other => other.Number).Append(run.Number).ToHashSet();

        foreach (var name in names.Where(name => numbers.Contains(RunNumberOf(name))))
        {
            await connection.ExecuteAsync(
                $"drop table {new TableName(TableName.StagingSchema, name).Quoted}", cancellationToken);
        }

        var ids = abandoned.Select(other => other.Id).ToArray();
        await catalog.LoadedBatches.Where(loaded => ids.Contains(loaded.RunId)).ExecuteDeleteAsync(cancellationToken);
    }

    private static long RunNumberOf(string staging) =>
        long.TryParse(staging.AsSpan(0, Math.Max(0, staging.IndexOf('_'))), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
