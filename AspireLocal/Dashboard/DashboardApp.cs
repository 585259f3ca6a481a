using System.Net;
using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Pages;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard;

/// <summary>
/// The stand-in for Aspire's dashboard: receives telemetry, and shows it together with the resources, at the addresses that
/// Aspire's uses. It runs within the AppHost, and keeps all in memory.
/// </summary>
public sealed class DashboardApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DashboardApp(WebApplication app) => _app = app;

    /// <summary>Where the pages are; known once it has started.</summary>
    public Uri FrontendUrl => Listening[0];

    public Uri OtlpGrpcUrl => Listening[1];

    public Uri OtlpHttpUrl => Listening[2];

    internal IServiceProvider Services => _app.Services;

    private Uri[] Listening =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(url => new Uri(url))];

    public static DashboardApp Create(DashboardOptions options, IResourceService resources)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(resources);

        // The AppHost's own environment (ASPNETCORE_URLS and the like) is not meant for this.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(DashboardApp).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Listen(kestrel, options.FrontendUrl, HttpProtocols.Http1, Listener.Frontend);
            Listen(kestrel, options.OtlpGrpcUrl, HttpProtocols.Http2, Listener.OtlpGrpc);
            Listen(kestrel, options.OtlpHttpUrl, HttpProtocols.Http1, Listener.OtlpHttp);
        });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(resources);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new TelemetryStore(new TelemetryLimits()));
        builder.AddOtlp();
        builder.AddPages();

        var app = builder.Build();
        app.UseRouting();
        app.Use(next => context => Listener.GuardAsync(context, next));
        app.Use(next => context => SecurityHeaders.AddAsync(context, next));
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOtlp();
        app.MapPages();
        return new DashboardApp(app);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, Uri url, HttpProtocols protocols, Listener listener)
    {
        // Kestrel refuses any free port on "localhost", which is two addresses.
        if (url.Port == 0)
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else if (url.IsLoopback)
            kestrel.ListenLocalhost(url.Port, Configure);
        else
            kestrel.ListenAnyIP(url.Port, Configure);

        void Configure(ListenOptions options)
        {
            options.Protocols = protocols;
            listener.Mark(options);
        }
    }
}
