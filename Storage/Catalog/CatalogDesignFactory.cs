using Microsoft.EntityFrameworkCore.Design;

namespace EtlAspire.Storage.Catalog;

/// <summary>Makes the context for <c>dotnet ef migrations add</c>, which needs no database.</summary>
internal sealed class CatalogDesignFactory : IDesignTimeDbContextFactory<CatalogDbContext>
{
    public CatalogDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CatalogDbContext>();
        CatalogDbContext.Configure(options.UseNpgsql("Host=nowhere")); // it is not opened, but wants to be named
        return new CatalogDbContext(options.Options);
    }
}
