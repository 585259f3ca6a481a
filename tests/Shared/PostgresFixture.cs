using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EtlAspire.Tests.Shared;

/// <summary>
/// A database of its own, with the catalog in it, on the PostgreSQL that <c>ETL_TEST_POSTGRES</c> names. A class or
/// collection fixture; without a server its tests are skipped, and fail on CI.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Variable = "ETL_TEST_POSTGRES";

    private readonly string? _server = Environment.GetEnvironmentVariable(Variable);
    private readonly string _database = $"etl_test_{Guid.NewGuid():N}";
    private NpgsqlDataSource? _warehouse;

    /// <summary>Whether there is a server.</summary>
    public bool IsRunning => _warehouse is not null;

    /// <summary>Opens connections to the database.</summary>
    public NpgsqlDataSource Warehouse
    {
        get
        {
            if (_warehouse is null && Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail($"{Variable} must name a PostgreSQL server on CI.");
            Assert.SkipWhen(_warehouse is null, $"{Variable} names no PostgreSQL server.");
            return _warehouse;
        }
    }

    /// <summary>The database's connection string.</summary>
    public string ConnectionString
    {
        get
        {
            _ = Warehouse; // skips without a server; its own connection string has lost the password
            return new NpgsqlConnectionStringBuilder(_server) { Database = _database }.ConnectionString;
        }
    }

    /// <summary>Opens the catalog; the caller disposes of it.</summary>
    public CatalogDbContext OpenCatalog()
    {
        var options = new DbContextOptionsBuilder<CatalogDbContext>().UseNpgsql(ConnectionString);
        CatalogDbContext.Configure(options);
        return new CatalogDbContext(options.Options);
    }

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(_server))
            return;

        await ExecuteOnServerAsync($"create database {_database}");
        _warehouse = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_server) { Database = _database });
        await using var catalog = OpenCatalog();
        await catalog.Database.MigrateAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_warehouse is null)
            return;

        await _warehouse.DisposeAsync();
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await ExecuteOnServerAsync($"drop database {_database} with (force)");
    }

    private async Task ExecuteOnServerAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(_server!);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
