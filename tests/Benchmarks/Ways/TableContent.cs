using System.Globalization;
using EtlAspire.Benchmarks.Data;
using EtlAspire.Benchmarks.Hosting;

namespace EtlAspire.Benchmarks.Ways;

/// <summary>What a table holds, in a form to compare: its columns besides lineage, its rows and a checksum of all values.</summary>
internal sealed record TableContent(string Columns, long Rows, string Checksum)
{
    /// <summary>Reads it, of the users up to an id.</summary>
    public static async Task<TableContent> ReadAsync(
        Warehouse warehouse, string table, long lastId, CancellationToken cancellationToken)
    {
        var columns = await warehouse.ReadAsync(
            $"""
            select coalesce(string_agg(quote_ident(column_name) || ' ' || data_type, ', ' order by column_name), '')
                 , coalesce(string_agg(quote_ident(column_name), ', ' order by column_name), '')
            from information_schema.columns
            where table_schema = '{UsersPipeline.Schema}' and table_name = '{table}' and column_name not in ('_run', '_record')
            """,
            row => (Described: row.GetString(0), Names: row.GetString(1)), cancellationToken);

        // A sum does not mind in which order the rows lie.
        return await warehouse.ReadAsync(
            string.Create(CultureInfo.InvariantCulture, $"""
            select count(*), coalesce(sum(hashtextextended(row({columns.Names})::text, 0)), 0)::text
            from {UsersPipeline.Schema}.{table} where id <= {lastId}
            """),
            row => new TableContent(columns.Described, row.GetInt64(0), row.GetString(1)), cancellationToken);
    }

    /// <exception cref="BenchmarkException">The other table is not the same.</exception>
    public void RefuseOther(TableContent other, string way)
    {
        if (this != other)
            throw new BenchmarkException($"{way} made another table: {other} instead of {this}");
    }
}
