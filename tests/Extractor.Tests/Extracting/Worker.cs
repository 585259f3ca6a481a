using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Tests.Sources.Rest;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using EtlAspire.Tests.Shared;
using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Tests.Extracting;

/// <summary>An Extractor with a lake of its own, on the in-memory transport.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly DirectoryInfo _lake = Directory.CreateTempSubdirectory("etl-lake-");
    private readonly ServiceProvider _services;
    private readonly PostgresFixture _postgres;

    public Worker(
        PostgresFixture postgres, Action<ExtractingOptions>? configure = null, Action<IServiceCollection>? add = null)
    {
        _postgres = postgres;
        var services = new ServiceCollection()
            .AddTestSource()
            .AddExtracting()
            .Configure<ExtractingOptions>(options =>
            {
                options.RetryDelay = TimeSpan.FromMilliseconds(1);
                configure?.Invoke(options);
            })
            .AddDbContext<CatalogDbContext>(options =>
                CatalogDbContext.Configure(options.UseNpgsql(postgres.ConnectionString)))
            .AddSingleton<DefinitionCache>()
            .AddScoped<ActiveRuns>()
            .AddScoped<OutstandingWork>()
            .AddScoped<RunTransitions>()
            .AddScoped<IRunFailures>(services => services.GetRequiredService<RunTransitions>())
            .AddSingleton(Options.Create(new LakeOptions { Directory = _lake.FullName }))
            .AddSingleton<DataLake>()
            .AddMetrics()
            .AddMassTransitTestHarness(bus =>
            {
                bus.SetTestTimeouts(testInactivityTimeout: TimeSpan.FromSeconds(2));
                bus.AddConsumer<RunRequestedConsumer, RunRequestedConsumerDefinition>();
                bus.AddConsumer<ExtractSliceConsumer, ExtractSliceConsumerDefinition>();
            });
        add?.Invoke(services);
        _services = services.BuildServiceProvider(true);
    }

    public DataLake Lake => _services.GetRequiredService<DataLake>();

    public ITestHarness Harness => _services.GetRequiredService<ITestHarness>();

    public CatalogDbContext OpenCatalog() => _postgres.OpenCatalog();

    /// <summary>Does something with a scoped service, as a consumer would.</summary>
    public async Task<TResult> AskAsync<TService, TResult>(Func<TService, Task<TResult>> ask)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The lake's files, relative to it.</summary>
    public IReadOnlyList<string> Files =>
        [.. _lake.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_lake.FullName, file.FullName)).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _lake.Delete(recursive: true);
    }
}
