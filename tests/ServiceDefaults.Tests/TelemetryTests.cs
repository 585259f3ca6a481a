using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace EtlAspire.ServiceDefaults.Tests;

public sealed class TelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_cannot_reach_the_dashboard_runs_on_undisturbed()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = ClosedPort();
        builder.Configuration["OTEL_BSP_SCHEDULE_DELAY"] = "1"; // tries to export all the time
        builder.Configuration["OTEL_BLRP_SCHEDULE_DELAY"] = "1";
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.MapGet("/work", () => Results.Text("done"));
        await app.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        for (var request = 0; request < 200; request++)
            Assert.Equal("done", await client.GetStringAsync(new Uri("/work", UriKind.Relative), Cancel));

        await app.StopAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    private static string ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
