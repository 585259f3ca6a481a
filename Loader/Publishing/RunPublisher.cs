using EtlAspire.Loader.Loading;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Loader.Publishing;

/// <summary>
/// Publishes a run in one transaction: all its tables, its receipt and its success, or nothing. Holding the run's row it
/// does so once, however many ask for it.
/// </summary>
internal sealed class RunPublisher(
    CatalogDbContext catalog, DefinitionCache definitions, LoadProgress progress, RunReceipts receipts, ReceiptCheck check,
    StagedTables stagedTables, SharedTables sharedTables, UnknownColumns unknownColumns, IEnumerable<IDisposition> dispositions,
    SchemaVersions schemaVersions, StagingCleanup cleanup, TimeProvider clock, LoaderTelemetry telemetry)
{
    private const int ShownColumns = 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(25); // RabbitMQ gives up on a consumer after 30

    /// <summary>Publishes the run if it is ready. Whether it is published now, by this call or an earlier one.</summary>
    /// <exception cref="RunFailedException">It can never be published.</exception>
    public async Task<bool> PublishAsync(Guid runId, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var started = clock.GetTimestamp();
        var connection = await catalog.OpenConnectionAsync(deadline.Token);
        await using var transaction = await catalog.Database.BeginTransactionAsync(deadline.Token);
        await TransactionLimits.ApplyAsync(connection, deadline.Token);

        var run = await catalog.LockRunAsync(runId, deadline.Token);
        if (run is not { Status: RunStatus.Running })
            return run?.Status == RunStatus.Succeeded;
        if (!await progress.IsCompleteAsync(runId, deadline.Token))
            return false;

        using var span = LoaderTelemetry.StartPublish(run);
        await span.RunAsync(async () =>
        {
            await PublishAsync(connection, run, deadline.Token);
            await transaction.CommitAsync(deadline.Token);
        });
        telemetry.AddPublished(run.Pipeline, clock.GetElapsedTime(started), clock.GetUtcNow() - run.RequestedAt);
        return true;
    }

    private async Task PublishAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        var active = new ActiveRun(run.Id, run.Number, run.ReplayOf, definitions.Read(run.Definition), run.RequestedAt);
        var byResource = await receipts.ReadAsync(run.Id, cancellationToken);
        run.Receipt = await check.TotalAsync(run.Id, byResource, active.Pipeline.MaxRejects, cancellationToken);

        var warnings = new List<RunWarning>(definitions.WarningsOf(run.Definition));
        warnings.AddRange(await sharedTables.FindAsync(active.Pipeline, cancellationToken));
        var published = new List<string>();
        foreach (var resource in active.Pipeline.Resources)
        {
            var rows = byResource.TryGetValue(resource.Name, out var receipt) ? receipt.Loaded : 0;
            warnings.AddRange(await unknownColumns.FindAsync(run.Id, resource, cancellationToken));
            var staged = await stagedTables.CompleteAsync(connection, active, resource, rows, cancellationToken);
            warnings.AddRange(await dispositions.Single(one => one.Disposition == resource.WriteDisposition)
                .PublishAsync(connection, staged, cancellationToken));

            var columns = await TableColumns.ReadAsync(connection, staged.Target, cancellationToken);
            await schemaVersions.AddAsync(run.Id, staged.Target, columns!, cancellationToken);
            if (NoValueYet(staged, columns!) is { } noValueYet)
                warnings.Add(noValueYet);
            catalog.PublishedTables.Add(
                new PublishedTable { RunId = run.Id, Name = staged.Target.ToString(), Rows = rows });
            published.Add($"{staged.Target} ({rows:N0} rows)");
        }

        await cleanup.CleanAsync(connection, active, cancellationToken);
        run.Status = RunStatus.Succeeded;
        run.FinishedAt = clock.GetUtcNow();
        run.Error = null;
        run.Warnings = warnings;
        foreach (var warning in warnings)
            catalog.AddEvent(run.Id, clock.GetUtcNow(), Stage.Publish, warning.Describe(), EventLevel.Warning);
        catalog.AddEvent(run.Id, clock.GetUtcNow(), Stage.Publish, $"Published {string.Join(", ", published)}.");
        await catalog.SaveChangesAsync(cancellationToken);
    }

    private static RunWarning? NoValueYet(StagedTable staged, IReadOnlyList<TableColumn> columns)
    {
        var names = staged.Unseen.Where(name => columns.All(column => column.Name != name)).ToList();
        var more = names.Count > ShownColumns ? $" and {names.Count - ShownColumns:N0} more" : "";
        return names.Count == 0
            ? null
            : new RunWarning(WarningKinds.NoValueYet,
                $"Table {staged.Target} does not have {string.Join(", ", names.Take(ShownColumns))}{more} yet: no record has had a value for it.");
    }
}
