using EtlAspire.Contracts.Batches;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Loading;

/// <summary>
/// Brings a batch's rows into its run's staging table. The rows and the batch's line in the ledger are one transaction, so
/// a batch that comes again, or twice at once, is written once.
/// </summary>
internal sealed class BatchLoader(
    CatalogDbContext catalog, DataLake lake, StagingSchema stagingSchema, TimeProvider clock, LoaderTelemetry telemetry)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(12);

    /// <summary>Loads a batch. The number of its rows; null when there was nothing to do.</summary>
    /// <exception cref="RunFailedException">The batch can never be loaded.</exception>
    public async Task<long?> LoadAsync(ActiveRun run, int batchNumber, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var started = clock.GetTimestamp();
        if (await FindAsync(run.Id, batchNumber, deadline.Token) is not { } batch)
            return null;

        using var span = LoaderTelemetry.StartLoad(run, batch);
        if (!await span.RunAsync(() => WriteAsync(run, batch, deadline.Token)))
            return null;

        telemetry.AddLoaded(run.Pipeline.Name, batch.Resource, batch.Rows, batch.TypedBytes, clock.GetElapsedTime(started));
        return batch.Rows;
    }

    private Task<Batch?> FindAsync(Guid runId, int batchNumber, CancellationToken cancellationToken) =>
        catalog.UnloadedBatches.AsNoTracking()
            .Where(batch => batch.RunId == runId && batch.Number == batchNumber && batch.TransformedAt != null)
            .SingleOrDefaultAsync(cancellationToken);

    private async Task<bool> WriteAsync(ActiveRun run, Batch batch, CancellationToken cancellationToken)
    {
        var resource = run.Resource(batch.Resource, Stage.Load);
        var columns = batch.Columns is null
            ? []
            : TypedColumns.Read(batch.Columns).Where(column => column.Type is not null).ToList();
        if (batch.Columns is not null && !await stagingSchema.PrepareAsync(run, resource, columns, cancellationToken))
            return false;

        catalog.ChangeTracker.Clear(); // nothing of a try before that failed
        var connection = await catalog.OpenConnectionAsync(cancellationToken);
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        await TransactionLimits.ApplyAsync(connection, cancellationToken);
        // Not to wait until all rows are on the disk: a batch that a crash of the server takes back is loaded once more, and the
        // run's publishing, whose commit waits for its own, makes all before it durable as well.
        await connection.ExecuteAsync("set local synchronous_commit = off", cancellationToken);
        if (!await RunLock.TryHoldAsync(connection, run.Id, cancellationToken))
            return false;
        if (!await TryAddToLedgerAsync(batch, cancellationToken))
            return false;

        if (batch.TypedPath is not null)
        {
            var table = TableName.Staging(run.Number, resource.Table);
            using var span = LoaderTelemetry.StartCopy(run, batch, table);
            await span.RunAsync(() => CopyAsync(connection, run, batch, table, columns, cancellationToken));
        }

        catalog.AddEvent(
            batch.RunId, clock.GetUtcNow(), Stage.Load, $"Loaded batch {batch.Number} of {batch.Resource}: {batch.Rows:N0} rows.");
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Another delivery in the middle of its own transaction makes this wait for how it ends.
    private async Task<bool> TryAddToLedgerAsync(Batch batch, CancellationToken cancellationToken) =>
        await catalog.Database.ExecuteSqlAsync(
            $"""
            insert into etl.loaded_batches (run_id, batch_number, rows, loaded_at)
            values ({batch.RunId}, {batch.Number}, {batch.Rows}, {clock.GetUtcNow()})
            on conflict do nothing
            """,
            cancellationToken) == 1;

    private async Task CopyAsync(
        NpgsqlConnection connection, ActiveRun run, Batch batch, TableName table, IReadOnlyList<TypedColumn> columns,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var file = await lake.OpenAsync(batch.TypedPath!, Stage.Load, cancellationToken);
            var copied = await StagingCopy.CopyAsync(connection, file.Path, columns, table, run.Number, cancellationToken);
            if (copied != batch.Rows)
                throw Damaged(batch, $"it holds {copied:N0} rows, not {batch.Rows:N0}", null);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(batch, exception.Message, exception);
        }
        catch (PostgresException exception) when (IsRefusedValue(exception))
        {
            throw new RunFailedException(Stage.Load, ErrorKinds.UnloadableValue,
                $"PostgreSQL refused a value of batch {batch.Number} of {batch.Resource}: {exception.MessageText}.",
                "Correct the column with a derive step, cast it to text, or drop it.", exception);
        }
    }

    // Classes 22, a value that is wrong, and 54, one that is too large.
    private static bool IsRefusedValue(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("54", StringComparison.Ordinal);

    private static RunFailedException Damaged(Batch batch, string reason, Exception? cause) => new(
        Stage.Load, ErrorKinds.LakeFileDamaged,
        $"The lake's file {batch.TypedPath} is not what was written: {reason}.",
        "Replay the run: the raw layer still has its records.", cause);
}
