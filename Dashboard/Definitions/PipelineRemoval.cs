using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>
/// Deletes pipelines. The row stays, marked, and so do the versions: the numbers go on where a pipeline of that name comes back,
/// and the importer knows the texts that it has stored before. Runs and all that they left stay as they are.
/// </summary>
internal sealed class PipelineRemoval(CatalogDbContext catalog, PipelineTables tables, TimeProvider clock)
{
    /// <summary>Deletes a pipeline and, if asked to, the tables that are its own, or nothing.</summary>
    public async Task<PipelineDeletion> DeleteAsync(string name, bool dropsTables, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        if (await catalog.LockPipelineAsync(name, cancellationToken) is not { } pipeline)
            return PipelineDeletion.NotFound;

        // From here on none is added: who asks for a run holds the row.
        var open = await catalog.Runs
            .Where(run => run.Pipeline == pipeline.Name && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running))
            .OrderBy(run => run.Number)
            .Select(run => new { run.Id, run.Number, run.Status })
            .FirstOrDefaultAsync(cancellationToken);
        if (open is not null)
        {
            return new PipelineDeletion(false,
                $"Run {open.Number} of {name} is {open.Status.ToString().ToLowerInvariant()}. Wait for its end, or cancel it, and delete the pipeline then.",
                new OpenRun(open.Id, open.Number));
        }

        if (dropsTables && await DropTablesAsync(name, cancellationToken) is { } reason)
            return new PipelineDeletion(false, reason);

        pipeline.DeletedAt = clock.GetUtcNow();
        pipeline.Paused = false;
        pipeline.NextRunAt = null;
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PipelineDeletion.Done;
    }

    private async Task<string?> DropTablesAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var dependents = await tables.DropAsync(name, cancellationToken);
            return dependents.Count == 0
                ? null
                : $"Something hangs on the tables: {string.Join("; ", dependents)}. Drop that first, or keep the tables; nothing was deleted.";
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return "Somebody is reading or writing a table of the pipeline and has not ended for ten seconds. "
                + "Try again later, or keep the tables; nothing was deleted.";
        }
    }
}
