using System.Security.Cryptography;
using Aspire.Dashboard;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.DashboardHost;

/// <summary>Runs the dashboard as long as the application runs, unless it is disabled.</summary>
internal sealed partial class DashboardService(
    DistributedApplicationOptions options, IConfiguration configuration, ResourceList resources, ILogger<DistributedApplication> logger)
    : IHostedService, IAsyncDisposable
{
    private const int TokenLength = 32;
    private static readonly Uri AnyPort = new("http://localhost:0");

    private DashboardApp? _dashboard;

    /// <summary>Where services send their telemetry by gRPC; null without a dashboard.</summary>
    public Uri? OtlpUrl => _dashboard?.OtlpGrpcUrl;

    /// <summary>The key that they send with it; null where none is asked for.</summary>
    public string? OtlpApiKey { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.DisableDashboard)
            return;

        var isOpenToAll = configuration.GetValue("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", false);
        var token = isOpenToAll ? null : configuration["AppHost:BrowserToken"]
            ?? configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] ?? NewToken();
        OtlpApiKey = isOpenToAll ? null : configuration["AppHost:OtlpApiKey"] ?? NewToken();
        var settings = new DashboardOptions
        {
            FrontendUrl = Address("ASPNETCORE_URLS"),
            OtlpGrpcUrl = Address("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"),
            OtlpHttpUrl = Address("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"),
            BrowserToken = token,
            OtlpApiKey = OtlpApiKey,
        };
        var dashboard = DashboardApp.Create(settings, resources);
        try
        {
            await dashboard.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            await dashboard.DisposeAsync().ConfigureAwait(false);
            throw new DistributedApplicationException("The traces dashboard cannot listen: a port that it was given "
                + $"({string.Join(", ", settings.FrontendUrl, settings.OtlpGrpcUrl, settings.OtlpHttpUrl)}) is taken. End the program that listens "
                + "there, or choose other ports: ASPNETCORE_URLS, ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL, ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL.",
                exception);
        }

        _dashboard = dashboard;
        var url = dashboard.FrontendUrl.ToString().TrimEnd('/');
        LogListening(url);
        if (token is null)
            LogAddress(url);
        else
            LogLogin(url, token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_dashboard is not null)
            await _dashboard.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_dashboard is not null)
            await _dashboard.DisposeAsync().ConfigureAwait(false);
        _dashboard = null;
    }

    /// <summary>The first address that is plain HTTP: there is no certificate here.</summary>
    private Uri Address(string key)
    {
        if (configuration.GetValue("DcpPublisher:RandomizePorts", false))
            return AnyPort;
        var address = configuration[key]?.Split(';').FirstOrDefault(url => url.StartsWith("http://", StringComparison.Ordinal));
        return address is null ? AnyPort
            : Uri.TryCreate(address, UriKind.Absolute, out var url) ? url
            : throw new DistributedApplicationException($"{key} is '{address}': set it to an address such as http://localhost:18888.");
    }

    private static string NewToken() => RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);

    [LoggerMessage(LogLevel.Information, "Now listening on: {Url}")]
    private partial void LogListening(string url);

    [LoggerMessage(LogLevel.Information, "Login to the dashboard at {Url}/login?t={Token}")]
    private partial void LogLogin(string url, string token);

    [LoggerMessage(LogLevel.Information, "The dashboard is at {Url}, open to everybody on this machine")]
    private partial void LogAddress(string url);
}
