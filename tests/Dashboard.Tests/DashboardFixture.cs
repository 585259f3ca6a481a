using System.Net.Http.Headers;
using EtlAspire.Contracts.Messages;
using EtlAspire.Dashboard.Control;
using EtlAspire.Dashboard.Login;
using EtlAspire.Tests.Shared;
using MassTransit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.Dashboard.Tests;

/// <summary>
/// The Dashboard on a database of its own and a bus in memory. What ticks by itself is left out: tests tick it.
/// </summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    public const string Token = "a token for tests";

    private readonly string _data = Directory.CreateTempSubdirectory("etl-dashboard-").FullName;
    private WebApplicationFactory<LoginToken>? _factory;

    public PostgresFixture Postgres { get; } = new();

    public IServiceProvider Services => Factory.Services;

    public IBus Bus => Factory.Services.GetRequiredService<IBus>();

    public PublishedMessages Published { get; } = new();

    private WebApplicationFactory<LoginToken> Factory => _factory ??= Create();

    /// <summary>A program that has the token.</summary>
    public HttpClient CreateClient()
    {
        var client = CreateStranger();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>A browser that is not logged in; it keeps cookies and shows redirects.</summary>
    public HttpClient CreateStranger() => Factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        if (Postgres.IsRunning)
            await StartDispatchingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    // At its start the dispatcher takes up the runs that wait; from the first message after that, it leaves those of a test alone.
    private async Task StartDispatchingAsync()
    {
        var nobody = Guid.NewGuid();
        Services.GetRequiredService<RunNudges>().Send(new RunFinished(nobody), traceParent: null);
        await Published.WaitForAsync<RunFinished>(nobody);
    }

    private WebApplicationFactory<LoginToken> Create() =>
        new WebApplicationFactory<LoginToken>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:warehouse", Postgres.ConnectionString);
            host.UseSetting("ConnectionStrings:messaging", "amqp://localhost");
            host.UseSetting("ETL_DATA_DIR", _data);
            host.UseSetting("ETL_TOKEN", Token);
            host.UseSetting("ETL_LAKE_MAX_AGE", "30d");
            host.UseSetting("ETL_LAKE_MAX_SIZE", "50GB");
            host.ConfigureTestServices(services =>
            {
                foreach (var ticking in services.Where(service => service.ServiceType == typeof(IHostedService)
                             && service.ImplementationType?.BaseType == typeof(TickingService)).ToList())
                {
                    services.Remove(ticking);
                }

                services.AddMassTransitTestHarness(bus => bus.AddPublishObserver(_ => Published));
            });
        });
}

[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
