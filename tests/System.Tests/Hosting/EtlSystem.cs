using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EtlAspire.SystemTests.Hosting;

/// <summary>The whole system, started through its AppHost with a data directory of its own.</summary>
public sealed class EtlSystem : IAsyncLifetime
{
    public const string Token = "system-tests";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(3);
    private static readonly string[] Parts = ["messaging", "sampleapi", "dashboard", "extractor", "transformer", "loader"];

    private readonly DirectoryInfo _data = CreateDataDirectory();
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;
    private NpgsqlDataSource? _warehouse;
    private EtlClient? _client;
    private HttpClient? _telemetryHttp;

    /// <summary>What the services tell of themselves.</summary>
    public TelemetryClient Telemetry => new(_telemetryHttp ?? throw NotStarted());

    /// <summary>Where Aspire's dashboard answers.</summary>
    public Uri TracesAddress => _telemetryHttp?.BaseAddress ?? throw NotStarted();

    /// <summary>Where pipelines with the source <c>files</c> read from.</summary>
    public DirectoryInfo Files => _data.CreateSubdirectory("files");

    public DistributedApplication App => _app ?? throw NotStarted();

    public EtlClient Client => _client ?? throw NotStarted();

    public NpgsqlDataSource Warehouse => _warehouse ?? throw NotStarted();

    public async ValueTask InitializeAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(StartDeadline);
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = true },
            [$"--ETL_DATA_DIR={_data.FullName}", $"--ETL_FILES_DIR={Files.FullName}", $"--ETL_TOKEN={Token}", "--ETL_SERVERS=processes",
             "--ASPIRE_DASHBOARD_PERSISTENCE_MODE=None"], deadline.Token);
        _builder.Services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("EtlAspire.AppHost.Resources", LogLevel.None)); // every line of every service
        _app = await _builder.BuildAsync(deadline.Token);
        await _app.StartAsync(deadline.Token);
        foreach (var resource in Parts)
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, deadline.Token);

        var http = _app.CreateHttpClient("dashboard");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        _client = new EtlClient(http);
        _warehouse = NpgsqlDataSource.Create((await _app.GetConnectionStringAsync("warehouse", deadline.Token))!);
        _telemetryHttp = new HttpClient { BaseAddress = await _app.GetDashboardUrlAsync(deadline.Token) };
        _telemetryHttp.DefaultRequestHeaders.Add("x-api-key", _builder.Configuration["AppHost:DashboardApiKey"]);
    }

    /// <summary>The base address of a resource, as a pipeline would name it.</summary>
    public string AddressOf(string resource) => App.GetEndpoint(resource, "http").ToString().TrimEnd('/');

    /// <summary>What the Dashboard answers to who is logged in, redirects too.</summary>
    public async Task<HttpResponseMessage> AskWithoutRedirectsAsync(string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Client.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
    }

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
        await CommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
        await App.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, cancellationToken);
    }

    public async Task StartAsync(string resource, CancellationToken cancellationToken)
    {
        await CommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken);
    }

    private async Task CommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var result = await App.ResourceCommands.ExecuteCommandAsync(resource, command, cancellationToken);
        Assert.True(result.Success, $"{command} {resource}: {result.Message}");
    }

    public async ValueTask DisposeAsync()
    {
        _telemetryHttp?.Dispose();
        if (_warehouse is not null)
            await _warehouse.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        if (_builder is not null)
            await _builder.DisposeAsync();
        _data.Delete(recursive: true);
    }

    // Unlike other temporary folders it lets any user through: PostgreSQL runs as a user of its own where we are root.
    private static DirectoryInfo CreateDataDirectory() =>
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"etl-system-tests-{Guid.NewGuid():N}"));

    private static InvalidOperationException NotStarted() => new("The system is not started.");
}
