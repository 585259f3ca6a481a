using EtlAspire.Contracts.Batches;
using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>Puts a staging table in its target's place, where nobody would lose anything by it.</summary>
internal static class TableSwap
{
    // A table that nobody has touched: ours, no privileges, policies, settings or comments, no column that
    // somebody made mandatory, and nothing that depends on it or its row type but our own index. What depends is a view, a
    // function, an index, a constraint, a trigger, a default, statistics, a publication, a child table, …
    private const string IsPlain =
        """
        select t.relkind = 'r' and t.relpersistence = 'p' and not t.relispartition and t.relreplident = 'd'
            and t.reltablespace = 0 and t.reloptions is null and t.relacl is null and not t.relrowsecurity
            and pg_get_userbyid(t.relowner) = current_user
            and not exists (
                select from pg_attribute a
                where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                    and (a.attacl is not null or a.attnotnull and a.attname not in ('_run', '_record')))
            and not exists (
                select from pg_description d where d.classoid = 'pg_class'::regclass and d.objoid = t.oid)
            and not exists (
                select from pg_depend d
                where d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid and d.deptype <> 'i'
                    and not (d.classid = 'pg_class'::regclass and d.objid is not distinct from to_regclass($2)))
            and not exists (
                select from pg_depend d join pg_type y on y.oid = t.reltype
                where d.refclassid = 'pg_type'::regclass and d.refobjid in (y.oid, y.typarray) and d.deptype = 'n')
        from pg_class t
        where t.oid = to_regclass($1)
        """;

    // Default privileges are given when a table is created in its schema: one that is moved there would not have them.
    private const string HasDefaultPrivileges =
        "select exists (select from pg_default_acl where defaclnamespace = to_regnamespace($1) and defaclobjtype = 'r')";

    /// <summary>Whether the target is missing (then it has no columns) or plain, so that another table can take its name.</summary>
    public static async Task<bool> IsPossibleAsync(
        NpgsqlConnection connection, TableName target, IReadOnlyList<TableColumn>? columns, CancellationToken cancellationToken)
    {
        if (await connection.ReadScalarAsync<bool>(HasDefaultPrivileges, cancellationToken, SqlName.Quote(target.Schema)))
            return false;

        if (columns is null)
            return true;

        var index = new TableName(target.Schema, PrimaryKeyIndex.NameFor(target.Name));
        return await IsAsPublishedAsync(connection, target, columns, cancellationToken)
            && await connection.ReadScalarAsync<bool>(IsPlain, cancellationToken, target.Quoted, index.Quoted);
    }

    /// <summary>
    /// Drops the target, if there is one, and gives the staging table its name, and of its columns those for which this run had no value.
    /// </summary>
    public static async Task SwapAsync(
        NpgsqlConnection connection, StagedTable staged, IReadOnlyList<TableColumn>? columns, CancellationToken cancellationToken)
    {
        if (columns is not null)
            await StagedTables.AddColumnsAsync(connection, staged.Staging, staged.Columns, columns, cancellationToken);

        var (target, moved) = (staged.Target, new TableName(staged.Target.Schema, staged.Staging.Name));
        await SchemaCreation.EnsureAsync(connection, target.Schema, cancellationToken);
        await connection.ExecuteAsync(
            $"""
            drop table if exists {target.Quoted};
            alter table {staged.Staging.Quoted} set schema {SqlName.Quote(target.Schema)};
            alter table {moved.Quoted} rename to {SqlName.Quote(target.Name)};
            """,
            cancellationToken);
        await PrimaryKeyIndex.RenameAsync(connection, staged, cancellationToken);
    }

    /// <summary>
    /// Whether a table has the columns that its last publishing left, all of types of ours; one that was never published is
    /// somebody's.
    /// </summary>
    private static async Task<bool> IsAsPublishedAsync(
        NpgsqlConnection connection, TableName target, IReadOnlyList<TableColumn> columns, CancellationToken cancellationToken)
    {
        var published = await connection.ReadScalarAsync<string>(
            "select columns::text from etl.table_schemas where name = $1 order by version desc limit 1", cancellationToken, target.ToString());
        return published is not null && columns.All(column => column.Type is not null)
            && TypedColumns.Read(published).SequenceEqual(columns.Select(column => new TypedColumn(column.Name, column.Type)));
    }
}
