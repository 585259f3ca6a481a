using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>
/// Finds the columns that became text for want of a value, as older versions made them: with the first value they get its type.
/// </summary>
internal static class UnusedColumns
{
    // A view would have to be dropped for it: its column stays text.
    private const string IsFree =
        """
        select not exists (
            select from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where d.refclassid = 'pg_class'::regclass and d.refobjid = to_regclass($1) and a.attname = $2)
        """;

    /// <summary>Of the table's columns of type text those for which the rows have another type, and in which there are only nulls.</summary>
    public static async Task<IReadOnlyCollection<string>> FindAsync(
        NpgsqlConnection connection, TableName table, IReadOnlyList<TableColumn> existing, IReadOnlyList<TableColumn> rows,
        CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var column in existing.Where(column => column.Type == ColumnType.Text
            && rows.Any(row => row.Name == column.Name && row.Type != ColumnType.Text)))
        {
            var name = SqlName.Quote(column.Name);
            if (!await connection.ReadScalarAsync<bool>(
                    $"select exists (select from {table.Quoted} where {name} is not null)", cancellationToken)
                && await connection.ReadScalarAsync<bool>(IsFree, cancellationToken, table.Quoted, column.Name))
            {
                found.Add(column.Name);
            }
        }

        return found;
    }
}
