using Aspire.Dashboard;
using Aspire.Dashboard.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

/// <summary>A dashboard on free ports, with a token and a key. A class fixture.</summary>
public sealed class RunningDashboard : IAsyncLifetime
{
    public const string Token = "the-token";
    public const string Key = "the-key";

    private DashboardApp? _app;

    public DashboardApp App => _app ?? throw new InvalidOperationException("The dashboard is not started.");

    internal FakeResources Resources { get; } = new();

    internal TelemetryStore Store => App.Services.GetRequiredService<TelemetryStore>();

    public async ValueTask InitializeAsync()
    {
        var any = new Uri("http://localhost:0");
        _app = DashboardApp.Create(
            new DashboardOptions { FrontendUrl = any, OtlpGrpcUrl = any, OtlpHttpUrl = any, BrowserToken = Token, OtlpApiKey = Key }, Resources);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A browser that is logged in.</summary>
    public async Task<HttpClient> LogInAsync()
    {
        var client = new HttpClient { BaseAddress = App.FrontendUrl };
        using var answer = await client.GetAsync(new Uri($"/login?t={Token}", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }
    }
}
