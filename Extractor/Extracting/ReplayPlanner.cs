using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Gives a replay the batches of the run it replays: the same raw files, under the same numbers.</summary>
internal sealed class ReplayPlanner(CatalogDbContext catalog, TimeProvider clock)
{
    /// <summary>What stands for a resource in a replay's only partition, which is read to its end from the start.</summary>
    public const string Resource = "replay";

    /// <summary>Copies within the caller's transaction.</summary>
    /// <exception cref="RunFailedException">The original run's extraction is not whole (<c>raw_layer_incomplete</c>).</exception>
    public async Task CopyAsync(ActiveRun run, Guid original, CancellationToken cancellationToken)
    {
        if (!await catalog.RunsReadToEnd.AnyAsync(other => other.Id == original, cancellationToken))
        {
            throw new RunFailedException(Stage.Extract, ErrorKinds.RawLayerIncomplete,
                "The run to replay had not read its source to the end, so a replay would load a part only.",
                "Start a new run from the source.");
        }

        var batches = await CopyBatchesAsync(run.Id, original, cancellationToken);
        await CopyRejectsAsync(run.Id, original, cancellationToken);
        await catalog.Runs.Where(row => row.Id == run.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.BatchCount, batches), cancellationToken);
        var number = await catalog.Runs.Where(row => row.Id == original)
            .Select(row => row.Number).SingleAsync(cancellationToken);
        catalog.AddEvent(
            run.Id, clock.GetUtcNow(), Stage.Extract,
            $"Replays run {number} from the raw layer: {batches:N0} batches, no call to the source.");
        await catalog.SaveChangesAsync(cancellationToken);
    }

    private Task<int> CopyBatchesAsync(Guid runId, Guid original, CancellationToken cancellationToken) =>
        catalog.Database.ExecuteSqlAsync(
            $"""
            insert into etl.batches (run_id, number, resource, raw_path, raw_bytes, raw_checksum, records,
                extract_rejects, shape, extracted_at, typed_bytes, rows, filtered, transform_rejects)
            select {runId}, number, resource, raw_path, raw_bytes, raw_checksum, records,
                extract_rejects, shape, {clock.GetUtcNow()}, 0, 0, 0, 0
            from etl.batches
            where run_id = {original}
            """,
            cancellationToken);

    private Task<int> CopyRejectsAsync(Guid runId, Guid original, CancellationToken cancellationToken) =>
        catalog.Database.ExecuteSqlAsync(
            $"""
            insert into etl.quarantine (run_id, batch_number, resource, stage, reason, position, record)
            select {runId}, batch_number, resource, stage, reason, position, record
            from etl.quarantine
            where run_id = {original} and stage = 'extract'
            order by id
            """,
            cancellationToken);
}
