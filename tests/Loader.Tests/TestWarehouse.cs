using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Loader.Loading;
using EtlAspire.Loader.Publishing;
using EtlAspire.Loader.Schema;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EtlAspire.Loader.Tests;

/// <summary>A database, a lake and the Loader's own services over them; for the tests of one class.</summary>
public sealed class TestWarehouse : IAsyncLifetime
{
    private readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("etl-loader-tests-");
    private readonly PostgresFixture _postgres = new();
    private readonly Lazy<ServiceProvider> _services;

    public TestWarehouse() => _services = new Lazy<ServiceProvider>(() => BuildServices());

    /// <summary>The database; skips the test without a server.</summary>
    public NpgsqlDataSource Database => _postgres.Warehouse;

    /// <summary>A folder for a test's own files.</summary>
    public string Folder => _lake.FullName;

    /// <summary>The Loader's services, as for one message.</summary>
    internal AsyncServiceScope CreateScope() => _services.Value.CreateAsyncScope();

    /// <summary>The rows of a query, each as the texts of its values joined by <c>|</c>.</summary>
    internal async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.ReadAsync(
            sql,
            reader => string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => $"{(reader.IsDBNull(i) ? "∅" : reader.GetValue(i))}")),
            TestContext.Current.CancellationToken);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until a query says true.</summary>
    internal async Task WaitForAsync(string sql)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await QueryAsync(sql))[0] != "True")
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
    }

    /// <summary>A running run of a pipeline with one resource; both names are of this test only.</summary>
    internal Task<TestRun> StartRunAsync(
        string table, WriteDisposition disposition = WriteDisposition.Replace, string resourceSettings = "", Guid? replayOf = null,
        bool checksKeys = true) =>
        TestRun.StartAsync(this, table, $$"""
            name: {{table.Replace('_', '-')}}
            source: { type: rest, base_url: "http://localhost" }
            resources:
              - name: {{table}}
                path: /{{table}}
                write_disposition: {{(disposition is WriteDisposition.Append ? "append" : "replace")}}
            {{(resourceSettings.Length == 0 ? "" : $"    {resourceSettings}")}}
            destination: { schema: warehouse }
            """, replayOf, checksKeys);

    public ValueTask InitializeAsync() => _postgres.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
            await _services.Value.DisposeAsync();
        await _postgres.DisposeAsync();
        _lake.Delete(recursive: true);
    }

    /// <summary>The Loader's services, and what else <paramref name="configure"/> adds.</summary>
    internal ServiceProvider BuildServices(Action<IServiceCollection>? configure = null)
    {
        var connectionString = _postgres.ConnectionString;
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDbContextPool<CatalogDbContext>(
            options => CatalogDbContext.Configure(options.UseNpgsql(connectionString)));
        builder.Services.AddSingleton<DefinitionCache>();
        builder.Services.AddScoped<ActiveRuns>();
        builder.Services.AddScoped<TableWriters>();
        builder.Services.AddScoped<IRunFailures, RunTransitions>();
        builder.Services.Configure<LakeOptions>(options => options.Directory = _lake.FullName);
        builder.Services.AddSingleton<DataLake>();
        builder.AddLoading();
        builder.AddPublishing();
        configure?.Invoke(builder.Services);
        return builder.Services.BuildServiceProvider(validateScopes: true);
    }
}
