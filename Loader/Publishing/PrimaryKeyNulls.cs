using EtlAspire.Storage;

namespace EtlAspire.Loader.Publishing;

/// <summary>Refuses rows whose primary key is null: no unique index does, as nulls differ from each other.</summary>
internal static class PrimaryKeyNulls
{
    /// <summary>Looks for one among the rows of a table that has the run's columns.</summary>
    /// <exception cref="RunFailedException">There is one (<c>null_key</c>).</exception>
    public static async Task RefuseAsync(
        NpgsqlConnection connection, StagedTable staged, TableName table, CancellationToken cancellationToken)
    {
        // A column that is missing is named by the index, or is no promise.
        foreach (var column in staged.Resource.PrimaryKey.Where(name => staged.Columns.Any(column => column.Name == name)))
        {
            var name = SqlName.Quote(column);
            if (!await connection.ReadScalarAsync<bool>(
                $"select exists (select from {table.Quoted} where {name} is null)", cancellationToken))
            {
                continue;
            }

            var count = await connection.ReadScalarAsync<long>(
                $"select count(*) from {table.Quoted} where {name} is null", cancellationToken);
            throw new RunFailedException(Stage.Publish, ErrorKinds.NullKey,
                $"Table {staged.Target} would have {count:N0} rows without a value in '{column}', which is part of its primary key.",
                $"Correct primary_key, or leave such records out with filter: \"{column} is not null\".");
        }
    }
}
