using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Loader.Schema;

/// <summary>The catalog's own connection: what is done on it is part of the catalog's transaction.</summary>
internal static class WarehouseConnection
{
    public static async Task<NpgsqlConnection> OpenWarehouseAsync(
        this CatalogDbContext catalog, CancellationToken cancellationToken)
    {
        await catalog.Database.OpenConnectionAsync(cancellationToken);
        return (NpgsqlConnection)catalog.Database.GetDbConnection();
    }
}
