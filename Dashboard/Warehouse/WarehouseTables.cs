using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Finds the warehouse's tables.</summary>
internal sealed class WarehouseTables(WarehouseSchemas schemas, WarehouseReader reader)
{
    private const long CountUpTo = 1_000_000;

    // reltuples is -1 until the table was analyzed for the first time.
    private const string TablesSql = """
        select namespace.nspname::text, class.relname::text, class.reltuples::bigint, pg_total_relation_size(class.oid)
        from pg_class class
        join pg_namespace namespace on namespace.oid = class.relnamespace
        where namespace.nspname = any ($1) and ($2::text is null or class.relname = $2) and class.relkind in ('r', 'p')
        order by 1, 2
        """;

    /// <summary>All tables of the pipelines' schemas.</summary>
    public async Task<IReadOnlyList<WarehouseTable>> ListAsync(CancellationToken cancellationToken)
    {
        var known = await schemas.ListAsync(cancellationToken);
        return await reader.ReadAsync(connection => ReadAsync(connection, known, null, cancellationToken), cancellationToken);
    }

    /// <summary>One table; null when there is none of that name in the pipelines' schemas.</summary>
    public async Task<WarehouseTable?> FindAsync(string schema, string name, CancellationToken cancellationToken)
    {
        if (name.Contains('\0') || !(await schemas.ListAsync(cancellationToken)).Contains(schema))
            return null;

        var found = await reader.ReadAsync(
            connection => ReadAsync(connection, [schema], name, cancellationToken), cancellationToken);
        return found.SingleOrDefault();
    }

    private static async Task<IReadOnlyList<WarehouseTable>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<string> schemas, string? name, CancellationToken cancellationToken)
    {
        var tables = await connection.ReadAsync(
            TablesSql,
            row => new WarehouseTable(row.GetString(0), row.GetString(1), row.GetInt64(2), true, row.GetInt64(3)), cancellationToken,
            new NpgsqlParameter<string[]> { TypedValue = [.. schemas] },
            new NpgsqlParameter { Value = (object?)name ?? DBNull.Value });
        for (var index = 0; index < tables.Count; index++)
        {
            if (tables[index].Rows <= CountUpTo)
                tables[index] = await CountAsync(connection, tables[index], cancellationToken);
        }

        return tables;
    }

    private static async Task<WarehouseTable> CountAsync(
        NpgsqlConnection connection, WarehouseTable table, CancellationToken cancellationToken)
    {
        var counts = await connection.ReadAsync($"select count(*) from {table.SqlName}", row => row.GetInt64(0), cancellationToken);
        return table with { Rows = counts.Single(), RowsAreEstimated = false };
    }
}
