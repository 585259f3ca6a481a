using EtlAspire.Dashboard.Warehouse;
using EtlAspire.Storage;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>The tables that the runs of a pipeline published, and which of them are the pipeline's own.</summary>
internal sealed class PipelineTables(CatalogDbContext catalog, TableWriters writers)
{
    // The two columns are mandatory in tables that were made by publishing; to one that somebody made they were added.
    private const string IsOursSql = """
        select class.relkind = 'r' and pg_has_role(class.relowner, 'USAGE') and 2 = (
            select count(*) from pg_attribute attribute
            where attribute.attrelid = class.oid and attribute.attname in ('_run', '_record') and attribute.attnotnull)
        from pg_class class
        where class.oid = to_regclass($1)
        """;

    // Views by way of their rules, constraints of other tables, functions, …
    private const string DependentsSql = """
        select distinct pg_describe_object(
            case when rewrite.oid is null then depend.classid else 'pg_class'::regclass::oid end, coalesce(rewrite.ev_class, depend.objid), 0)
        from pg_depend depend
        left join pg_rewrite rewrite on depend.classid = 'pg_rewrite'::regclass and rewrite.oid = depend.objid
        where depend.refclassid = 'pg_class'::regclass and depend.refobjid = to_regclass($1) and depend.deptype = 'n'
        order by 1
        """;

    /// <summary>Those that are there, by name.</summary>
    public async Task<IReadOnlyList<PipelineTable>> ListAsync(string pipeline, CancellationToken cancellationToken)
    {
        var names = await PublishedBy(pipeline, isIt: true).Distinct().OrderBy(name => name).ToListAsync(cancellationToken);
        if (names.Count == 0)
            return [];

        var others = await PublishedBy(pipeline, isIt: false).Where(name => names.Contains(name)).Distinct().ToListAsync(cancellationToken);
        others.AddRange((await writers.FindOthersAsync(pipeline, cancellationToken)).Select(table => table.Key));
        var connection = await catalog.OpenConnectionAsync(cancellationToken);
        var tables = new List<PipelineTable>();
        foreach (var name in names)
        {
            var isOurs = await connection.ReadAsync(
                IsOursSql, row => row.GetBoolean(0), cancellationToken, new NpgsqlParameter<string> { TypedValue = SqlNameOf(name) });
            if (isOurs.Count > 0)
                tables.Add(new PipelineTable(name, isOurs[0], others.Contains(name)));
        }

        return tables;
    }

    /// <summary>
    /// Drops those that are the pipeline's own, in the transaction of the caller; what hangs on them and keeps them from it, if anything does.
    /// </summary>
    public async Task<IReadOnlyList<string>> DropAsync(string pipeline, CancellationToken cancellationToken)
    {
        // Another pipeline that is publishing into one of them is waited for, and seen by the second look.
        var listed = await ListAsync(pipeline, cancellationToken);
        await ExecuteAsync("set local lock_timeout = '10s'", cancellationToken);
        foreach (var table in listed.Where(table => table.IsOwn))
            await ExecuteAsync($"lock table {SqlNameOf(table.Name)} in access exclusive mode", cancellationToken);
        var own = (await ListAsync(pipeline, cancellationToken)).Where(table => table.IsOwn).ToList();
        var dependents = await FindDependentsAsync(own, cancellationToken);
        if (dependents.Count > 0)
            return dependents;

        foreach (var table in own)
            await ExecuteAsync($"drop table {SqlNameOf(table.Name)}", cancellationToken);
        return [];
    }

    private async Task<List<string>> FindDependentsAsync(IReadOnlyList<PipelineTable> tables, CancellationToken cancellationToken)
    {
        var connection = await catalog.OpenConnectionAsync(cancellationToken);
        var dependents = new List<string>();
        foreach (var table in tables)
        {
            dependents.AddRange(await connection.ReadAsync(
                DependentsSql, row => $"{row.GetString(0)} depends on table {table.Name}", cancellationToken,
                new NpgsqlParameter<string> { TypedValue = SqlNameOf(table.Name) }));
        }

        return dependents;
    }

    private IQueryable<string> PublishedBy(string pipeline, bool isIt) =>
        catalog.PublishedTables
            .Where(table => catalog.Runs.Any(run => run.Id == table.RunId && run.Pipeline == pipeline == isIt))
            .Select(table => table.Name);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, await catalog.OpenConnectionAsync(cancellationToken));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The catalog keeps it as schema.table, and no schema's name has a dot.
    private static string SqlNameOf(string name) => name.Split('.', 2) is [var schema, var table]
        ? SqlName.Quote(schema, table)
        : SqlName.Quote(name);
}

/// <summary>A table that a pipeline's runs published.</summary>
/// <param name="Name">Its name, as <c>schema.table</c>.</param>
/// <param name="IsOurs">Whether publishing made it, not somebody else.</param>
/// <param name="IsShared">Whether another pipeline writes it, or did.</param>
internal sealed record PipelineTable(string Name, bool IsOurs, bool IsShared)
{
    /// <summary>Whether it is the pipeline's alone, so that it can go with the pipeline.</summary>
    public bool IsOwn => IsOurs && !IsShared;
}
