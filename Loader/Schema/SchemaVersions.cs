using EtlAspire.Contracts.Batches;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Schema;

/// <summary>Keeps the history of the published tables' columns.</summary>
internal sealed class SchemaVersions(CatalogDbContext catalog, TimeProvider clock)
{
    /// <summary>
    /// Adds a version when the columns are not those of the newest one. Saved with the rest of the transaction.
    /// </summary>
    public async Task AddAsync(
        Guid runId, TableName table, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken)
    {
        var name = table.ToString();
        var newest = await catalog.TableSchemas.AsNoTracking()
            .Where(schema => schema.Name == name)
            .OrderByDescending(schema => schema.Version)
            .FirstOrDefaultAsync(cancellationToken);
        var typed = columns.Select(column => new TypedColumn(column.Name, column.Type)).ToList();
        if (newest is not null && TypedColumns.Read(newest.Columns).SequenceEqual(typed))
            return;

        catalog.TableSchemas.Add(new TableSchema
        {
            Name = name,
            Version = (newest?.Version ?? 0) + 1,
            Columns = TypedColumns.Write(typed),
            RunId = runId,
            CreatedAt = clock.GetUtcNow(),
        });
    }
}
