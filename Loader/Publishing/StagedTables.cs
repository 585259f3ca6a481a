using EtlAspire.Contracts.Batches;
using EtlAspire.Storage;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Publishing;

/// <summary>Completes the staging tables of a run whose last batch is in.</summary>
internal sealed class StagedTables(CatalogDbContext catalog)
{
    /// <summary>
    /// The table of a resource. It is there even if no batch had rows, with the columns whose type a batch could tell: one that was
    /// null in every record comes with its first value.
    /// </summary>
    public async Task<StagedTable> CompleteAsync(
        NpgsqlConnection connection, ActiveRun run, ResourceDefinition resource, long rows,
        CancellationToken cancellationToken)
    {
        var staging = TableName.Staging(run.Number, resource.Table);
        var target = new TableName(run.Pipeline.Destination.Schema, resource.Table);
        var known = await FindColumnsAsync(run.Id, resource.Name, cancellationToken);
        try
        {
            var typed = known.Where(column => column.Type is not null).ToList();
            if (await TableColumns.ReadAsync(connection, staging, cancellationToken) is { } existing)
            {
                await AddColumnsAsync(connection, staging, existing, typed
                    .Select(column => TableColumn.Of(column.Name, column.Type!.Value)), cancellationToken);
            }
            else
            {
                await SchemaCreation.EnsureAsync(connection, TableName.StagingSchema, cancellationToken);
                await connection.ExecuteAsync(StagingSchema.CreateSql(staging, typed), cancellationToken);
            }
        }
        catch (PostgresException exception) when (SchemaErrors.Translate(exception, Stage.Publish, target) is { } failure)
        {
            throw failure;
        }

        var columns = await TableColumns.ReadAsync(connection, staging, cancellationToken);
        var unseen = known.Select(column => column.Name).Where(name => columns!.All(column => column.Name != name));
        var replayed = run.ReplayOf is { } original
            ? (await catalog.FindFamilyAsync(original, cancellationToken)).FindAll(number => number != run.Number)
            : [];
        var checksKey = resource is { WriteDisposition: WriteDisposition.Append, PrimaryKey.Count: > 0 }
            && await ChecksKeysAsync(run.Id, cancellationToken);
        return new StagedTable(resource, staging, target, columns!, rows, [.. unseen], replayed, checksKey);
    }

    /// <summary>Adds the columns that a table lacks.</summary>
    public static async Task AddColumnsAsync(
        NpgsqlConnection connection, TableName table, IReadOnlyList<TableColumn> existing, IEnumerable<TableColumn> columns,
        CancellationToken cancellationToken)
    {
        var changes = columns.Where(column => existing.All(other => other.Name != column.Name))
            .Select(column => $"add column {SqlName.Quote(column.Name)} {column.PostgresType}").ToList();
        if (changes.Count > 0)
            await connection.ExecuteAsync($"alter table {table.Quoted} {string.Join(", ", changes)}", cancellationToken);
    }

    private Task<bool> ChecksKeysAsync(Guid runId, CancellationToken cancellationToken) =>
        catalog.Runs
            .Where(run => run.Id == runId)
            .AnyAsync(run => catalog.PipelineVersions.Any(
                version => version.Pipeline == run.Pipeline && version.Version == run.Version && version.ChecksKeys), cancellationToken);

    // One name, one column, in the order of the batches, with a type if any batch knew it: where a batch with rows did, staging
    // has the column already, in a type that suits all of them.
    private async Task<List<TypedColumn>> FindColumnsAsync(
        Guid runId, string resource, CancellationToken cancellationToken)
    {
        var batches = await catalog.Batches.AsNoTracking()
            .Where(batch => batch.RunId == runId && batch.Resource == resource && batch.Columns != null)
            .OrderBy(batch => batch.Number)
            .Select(batch => batch.Columns!)
            .ToListAsync(cancellationToken);
        return [.. batches.SelectMany(TypedColumns.Read)
            .GroupBy(column => column.Name)
            .Select(group => group.FirstOrDefault(column => column.Type is not null) ?? group.First())];
    }
}
