using EtlAspire.AppHost.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>How Aspire's own orchestrator and dashboard are to run.</summary>
internal static partial class OrchestrationRegistration
{
    // Its start, its own login line and each call of a page; our last lines say where to go.
    private static readonly (string Category, LogLevel Level)[] Quietened =
    [
        ("Aspire.Hosting", LogLevel.Warning),
        ("Microsoft", LogLevel.Warning),
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error), // keys lie in the home directory as any other secret there
        ("System.Net.Http", LogLevel.Warning),
    ];

    public static void ConfigureOrchestration(this IDistributedApplicationBuilder builder, Settings settings)
    {
        var configuration = builder.Configuration;
        configuration["ASPIRE_VERSION_CHECK_DISABLED"] = "true"; // nothing is asked of anybody
        configuration["DcpPublisher:WaitForResourceCleanup"] = "true"; // or we are gone while others still stop
        if (settings.Servers.Engine is { } engine)
            configuration["DcpPublisher:ContainerRuntime"] = engine;

        foreach (var (category, level) in Quietened)
            builder.Services.AddLogging(logging => logging.AddFilter(category, level));
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            LogServers(starting.Services.GetLogger(), settings.Servers);
            return Task.CompletedTask;
        });
        if (builder.ExecutionContext.IsPublishMode)
            return;

        TracesDashboard.Configure(builder, settings);
        builder.Services.AddSingleton<IDeveloperCertificateService>(
            _ => new OrchestratorCertificate(settings.DataDirectory, TimeProvider.System));

        // Hosted services stop in reverse order: before Aspire's own, which come first.
        builder.Services.AddHostedService<OrderlyStop>();
        if (OperatingSystem.IsLinux())
            builder.Services.AddHostedService<OrchestratorWatch>();
    }

    [LoggerMessage(LogLevel.Information, "{Servers}")]
    private static partial void LogServers(ILogger logger, ServerChoice servers);
}
