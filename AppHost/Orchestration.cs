using EtlAspire.AppHost.Servers;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost;

/// <summary>How Aspire's own orchestrator and dashboard are to run.</summary>
internal static partial class Orchestration
{
    public static void ConfigureOrchestration(this IDistributedApplicationBuilder builder, Settings settings)
    {
        var configuration = builder.Configuration;
        configuration["AppHost:BrowserToken"] = settings.Token; // one token for both pages
        configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true"; // loopback only
        configuration["DcpPublisher:WaitForResourceCleanup"] = "true"; // or we are gone while others still stop
        if (settings.Servers.Engine is { } engine)
            configuration["DcpPublisher:ContainerRuntime"] = engine;
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            LogServers(starting.Services.GetLogger(), settings.Servers);
            return Task.CompletedTask;
        });
    }

    [LoggerMessage(LogLevel.Information, "{Servers}")]
    private static partial void LogServers(ILogger logger, ServerChoice servers);
}
