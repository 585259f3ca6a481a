using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Reads the warehouse for a page: nothing is written, and nothing takes longer than a person waits.</summary>
internal sealed class WarehouseReader(CatalogDbContext catalog)
{
    private const string Preparation = """
        set transaction isolation level repeatable read, read only;
        set local statement_timeout = '10s';
        set local timezone = 'UTC';
        """;

    /// <summary>Reads within one snapshot.</summary>
    /// <exception cref="WarehouseTooSlowException">The database did not answer in time.</exception>
    public async Task<TResult> ReadAsync<TResult>(
        Func<NpgsqlConnection, Task<TResult>> read, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)catalog.Database.GetDbConnection();
        try
        {
            await using (var command = new NpgsqlCommand(Preparation, connection))
                await command.ExecuteNonQueryAsync(cancellationToken);
            return await read(connection);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new WarehouseTooSlowException(exception);
        }
    }
}
