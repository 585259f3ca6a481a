using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Storage.Tests.Catalog;

public sealed class MigrationTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services_that_start_together_migrate_once()
    {
        await using (var catalog = postgres.OpenCatalog())
            await catalog.Database.ExecuteSqlAsync($"drop schema etl cascade", Cancel);

        await using var services = new ServiceCollection()
            .AddDbContext<CatalogDbContext>(options => CatalogDbContext.Configure(options.UseNpgsql(postgres.ConnectionString)))
            .BuildServiceProvider();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            new CatalogMigrator(services.GetRequiredService<IServiceScopeFactory>()).StartingAsync(Cancel)));

        await using var migrated = postgres.OpenCatalog();
        Assert.Empty(await migrated.Database.GetPendingMigrationsAsync(Cancel));
        Assert.Equal(0, await migrated.Runs.CountAsync(Cancel));
    }

    [Fact]
    public void The_migrations_match_the_model()
    {
        using var catalog = postgres.OpenCatalog();

        Assert.False(catalog.Database.HasPendingModelChanges());
    }
}
