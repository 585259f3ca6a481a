using EtlAspire.Contracts.Batches;
using EtlAspire.Storage;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Publishing;

/// <summary>Completes the staging tables of a run whose last batch is in.</summary>
internal sealed class StagedTables(CatalogDbContext catalog)
{
    /// <summary>
    /// The table of a resource. It is there even if no batch had rows, and has the columns that were null in every batch:
    /// as text, for want of better evidence.
    /// </summary>
    public async Task<StagedTable> CompleteAsync(
        NpgsqlConnection connection, ActiveRun run, ResourceDefinition resource, long rows,
        CancellationToken cancellationToken)
    {
        var staging = TableName.Staging(run.Number, resource.Table);
        var target = new TableName(run.Pipeline.Destination.Schema, resource.Table);
        try
        {
            var known = await FindColumnsAsync(run.Id, resource.Name, cancellationToken);
            var existing = await TableColumns.ReadAsync(connection, staging, cancellationToken);
            if (existing is null)
            {
                await SchemaCreation.EnsureAsync(connection, TableName.StagingSchema, cancellationToken);
                await connection.ExecuteAsync(StagingSchema.CreateSql(staging, known), cancellationToken);
            }
            else
            {
                foreach (var column in known.Where(column => existing.All(other => other.Name != column.Name)))
                {
                    await connection.ExecuteAsync(
                        $"alter table {staging.Quoted} add column {SqlName.Quote(column.Name)} text", cancellationToken);
                }
            }
        }
        catch (PostgresException exception) when (SchemaErrors.Translate(exception, Stage.Publish, target) is { } failure)
        {
            throw failure;
        }

        var columns = await TableColumns.ReadAsync(connection, staging, cancellationToken);
        return new StagedTable(resource, staging, target, columns!, rows);
    }

    // One name, one column, in the order of the batches; the type is asked for only where staging has none yet, and then
    // no batch with rows knew it.
    private async Task<List<TypedColumn>> FindColumnsAsync(
        Guid runId, string resource, CancellationToken cancellationToken)
    {
        var batches = await catalog.Batches.AsNoTracking()
            .Where(batch => batch.RunId == runId && batch.Resource == resource && batch.Columns != null)
            .OrderBy(batch => batch.Number)
            .Select(batch => batch.Columns!)
            .ToListAsync(cancellationToken);
        return [.. batches.SelectMany(TypedColumns.Read).DistinctBy(column => column.Name)];
    }
}
