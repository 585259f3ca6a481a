using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace EtlAspire.SystemTests.Hosting;

/// <summary>The whole system, started through its AppHost with a data directory of its own.</summary>
public sealed class EtlSystem : IAsyncLifetime
{
    public const string Token = "system-tests";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(3);

    private readonly TelemetryReceiver _telemetry = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("etl-system-tests-");
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;
    private NpgsqlDataSource? _warehouse;
    private EtlClient? _client;

    /// <summary>What the services tell of themselves.</summary>
    internal TelemetryReceiver Telemetry => _telemetry;

    /// <summary>Where pipelines with the source <c>files</c> read from.</summary>
    public DirectoryInfo Files => _data.CreateSubdirectory("files");

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The system is not started.");

    public EtlClient Client => _client ?? throw new InvalidOperationException("The system is not started.");

    public NpgsqlDataSource Warehouse => _warehouse ?? throw new InvalidOperationException("The system is not started.");

    public async ValueTask InitializeAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(StartDeadline);
        await _telemetry.StartAsync(deadline.Token);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--ETL_DATA_DIR={_data.FullName}", $"--ETL_FILES_DIR={Files.FullName}", $"--ETL_TOKEN={Token}",
             $"--OTEL_EXPORTER_OTLP_ENDPOINT={_telemetry.Endpoint}"], deadline.Token);
        _app = await _builder.BuildAsync(deadline.Token);
        await _app.StartAsync(deadline.Token);
        foreach (var resource in (string[])["messaging", "sampleapi", "dashboard", "extractor", "transformer", "loader"])
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, deadline.Token);

        var http = _app.CreateHttpClient("dashboard");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        _client = new EtlClient(http);
        _warehouse = NpgsqlDataSource.Create((await _app.GetConnectionStringAsync("warehouse", deadline.Token))!);
    }

    /// <summary>The base address of a resource, as a pipeline would name it.</summary>
    public string AddressOf(string resource) => App.GetEndpoint(resource, "http").ToString().TrimEnd('/');

    /// <summary>The process id of a resource that runs here as a process.</summary>
    public async Task<int> ProcessIdOfAsync(string resource, CancellationToken cancellationToken)
    {
        var running = await App.ResourceNotifications.WaitForResourceAsync(
            resource, change => change.Snapshot.State?.Text == KnownResourceStates.Running, cancellationToken);
        var property = running.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid");
        return property?.Value is int id
            ? id
            : throw new InvalidOperationException($"Resource '{resource}' is no process of this machine.");
    }

    public async Task StopAsync(string resource, CancellationToken cancellationToken)
    {
        await App.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
        await App.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, cancellationToken);
    }

    public async Task StartAsync(string resource, CancellationToken cancellationToken)
    {
        await App.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_warehouse is not null)
            await _warehouse.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        if (_builder is not null)
            await _builder.DisposeAsync();
        await _telemetry.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
