using EtlAspire.Contracts.Batches;
using EtlAspire.Storage;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Schema;

/// <summary>
/// Keeps a run's staging tables able to take its next batch: creates them, adds columns and widens them. That is done in
/// short transactions of their own, one at a time for a table, because a change waits for all who are loading into it.
/// <para>The tables are logged: unlogged ones would be quicker, but a crash of PostgreSQL empties them while the ledger,
/// which survives, says that their batches are loaded.</para>
/// </summary>
internal sealed class StagingSchema(CatalogDbContext catalog)
{
    /// <summary>Makes the table fit for those columns of a batch that have a type. False when the run has ended.</summary>
    public async Task<bool> PrepareAsync(
        ActiveRun run, ResourceDefinition resource, IReadOnlyList<TypedColumn> columns, CancellationToken cancellationToken)
    {
        var table = TableName.Staging(run.Number, resource.Table);
        var connection = await catalog.OpenConnectionAsync(cancellationToken);
        if (Takes(await TableColumns.ReadAsync(connection, table, cancellationToken), columns))
            return true;

        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        await TransactionLimits.ApplyAsync(connection, cancellationToken);
        if (!await RunLock.TryHoldAsync(connection, run.Id, cancellationToken))
            return false;

        await SchemaCreation.EnsureAsync(connection, TableName.StagingSchema, cancellationToken);
        await connection.LockAsync(table.ToString(), cancellationToken);
        try
        {
            if (await TableColumns.ReadAsync(connection, table, cancellationToken) is { } existing)
                await AlterAsync(connection, run, resource, table, existing, columns, cancellationToken);
            else
                await connection.ExecuteAsync(CreateSql(table, columns), cancellationToken);
        }
        catch (PostgresException exception) when (SchemaErrors.Translate(exception, Stage.Load, table) is { } failure)
        {
            throw failure;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The statement that creates a staging table.</summary>
    public static string CreateSql(TableName table, IEnumerable<TypedColumn> columns)
    {
        var definitions = columns
            .Select(column => $"{SqlName.Quote(column.Name)} {PostgresTypes.NameOf(column.Type ?? ColumnType.Text)}")
            .Concat(TableColumns.Lineage.Select(column => $"{column.Name} {column.PostgresType} not null"));
        return $"create table {table.Quoted} ({string.Join(", ", definitions)})";
    }

    private static bool Takes(IReadOnlyList<TableColumn>? existing, IReadOnlyList<TypedColumn> columns) =>
        existing is not null && columns.All(column => existing.Any(other => other.Name == column.Name
            && other.Type is { } type && TypeLattice.Join(type, column.Type!.Value) == type));

    private async Task AlterAsync(
        NpgsqlConnection connection, ActiveRun run, ResourceDefinition resource, TableName table,
        IReadOnlyList<TableColumn> existing, IReadOnlyList<TypedColumn> columns, CancellationToken cancellationToken)
    {
        var changes = new List<string>();
        foreach (var column in columns)
        {
            var name = SqlName.Quote(column.Name);
            if (existing.FirstOrDefault(other => other.Name == column.Name)?.Type is not { } type)
            {
                changes.Add($"add column {name} {PostgresTypes.NameOf(column.Type!.Value)}");
                continue;
            }

            var joined = TypeLattice.Join(type, column.Type!.Value);
            if (joined == type)
                continue;

            var widened = (type, joined) == (ColumnType.Text, ColumnType.Json)
                ? await JsonFromTextAsync(run.Id, resource.Name, column.Name, cancellationToken)
                : WideningSql.Convert(name, type, joined);
            changes.Add($"alter column {name} type {PostgresTypes.NameOf(joined)} using {widened}");
        }

        if (changes.Count > 0)
            await connection.ExecuteAsync($"alter table {table.Quoted} {string.Join(", ", changes)}", cancellationToken);
    }

    // A column may have become text on its way to JSON: numbers and booleans go back to what their batch held, so that
    // they are the same JSON as if the batch with the JSON had come first.
    private async Task<string> JsonFromTextAsync(
        Guid runId, string resource, string column, CancellationToken cancellationToken)
    {
        var batches = await catalog.Batches.AsNoTracking()
            .Where(batch => batch.RunId == runId && batch.Resource == resource && batch.Columns != null)
            .Select(batch => new { batch.Number, batch.Columns })
            .ToListAsync(cancellationToken);
        var types = batches.ToLookup(
            batch => TypedColumns.Read(batch.Columns!).FirstOrDefault(other => other.Name == column)?.Type,
            batch => batch.Number);

        var name = SqlName.Quote(column);
        var batchOfRow = $"{TableColumns.Record} / {RecordId.Factor}";
        var cases = types
            .Where(type => type.Key is ColumnType.Bigint or ColumnType.Numeric or ColumnType.Double or ColumnType.Boolean)
            .Select(type => $"when {batchOfRow} in ({string.Join(", ", type)}) then "
                + $"to_jsonb({name}::{(type.Key is ColumnType.Boolean ? "boolean" : "numeric")})")
            .ToList();
        return cases.Count == 0
            ? $"to_jsonb({name})"
            : $"case {string.Join(" ", cases)} else to_jsonb({name}) end";
    }
}
