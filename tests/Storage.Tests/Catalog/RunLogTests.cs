using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.Storage.Tests.Catalog;

#pragma warning disable CA1848, CA2254 // What is tested is the logging itself.
public sealed class RunLogTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly Guid _run = Guid.NewGuid();
    private readonly Guid _otherRun = Guid.NewGuid();
    private ServiceProvider? _services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddDbContext<CatalogDbContext>(options => CatalogDbContext.Configure(options.UseNpgsql(postgres.ConnectionString)))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<RunLogProvider>()
            .AddSingleton<ILoggerProvider>(services => services.GetRequiredService<RunLogProvider>())
            .AddHostedService<RunLogWriter>()
            .AddLogging()
            .BuildServiceProvider(true);
        await using var catalog = postgres.OpenCatalog();
        foreach (var id in (Guid[])[_run, _otherRun])
        {
            catalog.Runs.Add(new Run
            {
                Id = id,
                Pipeline = $"p{id:N}",
                Version = 1,
                Definition = "",
                Trigger = RunTrigger.Manual,
                Status = RunStatus.Running,
                RequestedAt = TimeProvider.System.GetUtcNow(),
            });
        }

        await catalog.SaveChangesAsync(Cancel);
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services!.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await _services!.DisposeAsync();
    }

    [Fact]
    public async Task A_warning_within_the_work_for_a_run_stands_in_its_log()
    {
        var logger = Logger("EtlAspire.Loader.Something");
        using (logger.BeginScope(new Dictionary<string, object?> { ["RunId"] = _run, ["Stage"] = Stage.Load, ["BatchNumber"] = 3 }))
        {
            logger.LogInformation("All is well");
            logger.LogError("What failed the run stands there already");
            Logger("Microsoft.Other").LogWarning("Not ours");
            logger.LogWarning("Attempt {Attempt} broke off", 2);
        }

        logger.LogWarning("Of no run");
        logger.LogWarning("Run {RunId} stood still", _otherRun);

        var line = Assert.Single(await WaitForLinesAsync(_run));
        Assert.Equal((EventLevel.Warning, Stage.Load, "Attempt 2 broke off"), (line.Level, line.Stage, line.Message));
        Assert.Equal((Stage.Run, $"Run {_otherRun} stood still"),
            Assert.Single((await WaitForLinesAsync(_otherRun)).Select(other => (other.Stage, other.Message))));
    }

    [Fact]
    public async Task A_line_about_an_unknown_run_keeps_no_other_from_being_written()
    {
        var logger = Logger("EtlAspire.Extractor.Something");

        logger.LogWarning("Run {RunId} is unknown", Guid.NewGuid());
        logger.LogWarning("Run {RunId} is known", _run);

        Assert.Single(await WaitForLinesAsync(_run));
    }

    private ILogger Logger(string category) => _services!.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private async Task<List<RunEvent>> WaitForLinesAsync(Guid run)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            await using var catalog = postgres.OpenCatalog();
            var lines = await catalog.RunEvents.AsNoTracking().Where(line => line.RunId == run).ToListAsync(deadline.Token);
            if (lines.Count > 0)
                return lines;
            await Task.Delay(20, deadline.Token);
        }
    }
}
