using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using EtlAspire.Tests.Shared;
using EtlAspire.Transformer.Transforming;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Transformer.Tests.Support;

/// <summary>Runs with extracted batches, in a catalog and a lake of their own.</summary>
internal sealed class TestRuns : IAsyncDisposable
{
    private readonly PostgresFixture _postgres;
    private readonly DirectoryInfo _folder;

    public TestRuns(PostgresFixture postgres)
    {
        _postgres = postgres;
        var connectionString = postgres.ConnectionString; // skips the test where there is no server
        _folder = Directory.CreateTempSubdirectory("etl-test-");
        var services = new ServiceCollection()
            .AddMetrics()
            .AddLogging()
            .AddDbContext<CatalogDbContext>(options => CatalogDbContext.Configure(options.UseNpgsql(connectionString)))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<DefinitionCache>()
            .AddScoped<ActiveRuns>()
            .AddScoped<IRunFailures, RunTransitions>()
            .AddSingleton<DataLake>()
            .AddTransforming()
            .AddMassTransitTestHarness(bus => bus.AddConsumer<BatchExtractedConsumer, BatchExtractedConsumerDefinition>());
        services.AddOptions<LakeOptions>().Configure(options => options.Directory = _folder.FullName);
        Services = services.BuildServiceProvider();
    }

    /// <summary>The service's own services, with a bus in memory.</summary>
    public ServiceProvider Services { get; }

    /// <summary>The lake's folder.</summary>
    public string Folder => _folder.FullName;

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Adds a run of a pipeline of its own.</summary>
    public async Task<Guid> AddRunAsync(string[] steps, RunStatus status = RunStatus.Running)
    {
        await using var catalog = _postgres.OpenCatalog();
        var run = new Run
        {
            Id = Guid.NewGuid(),
            Pipeline = $"test-{Guid.NewGuid():N}",
            Version = 1,
            Definition = TestBatch.Definition(steps),
            Trigger = RunTrigger.Manual,
            Status = status,
            RequestedAt = TimeProvider.System.GetUtcNow(),
        };
        catalog.Runs.Add(run);
        await catalog.SaveChangesAsync(TestContext.Current.CancellationToken);
        return run.Id;
    }

    /// <summary>Adds batch 1 of resource <c>things</c>, as the Extractor leaves it.</summary>
    public async Task AddBatchAsync(Guid runId, string[] records)
    {
        LakeFile? raw = null;
        if (records.Length > 0)
        {
            await using var draft = Services.GetRequiredService<DataLake>().Create(LakeLayer.Raw, "test", "things", 1, "p0-s0");
            await TestBatch.WriteRawAsync(draft.TemporaryPath, records);
            raw = await draft.CommitAsync(records.Length, TestContext.Current.CancellationToken);
        }

        await using var catalog = _postgres.OpenCatalog();
        catalog.Batches.Add(new Batch
        {
            RunId = runId,
            Number = 1,
            Resource = "things",
            RawPath = raw?.Path,
            RawBytes = raw?.Bytes ?? 0,
            RawChecksum = raw?.Checksum,
            Records = records.Length,
            Shape = Shapes.Of(records).ToJson(),
            ExtractedAt = TimeProvider.System.GetUtcNow(),
        });
        await catalog.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
