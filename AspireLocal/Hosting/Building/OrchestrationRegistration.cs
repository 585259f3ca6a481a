using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.DashboardHost;
using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal static class OrchestrationRegistration
{
    public static void AddOrchestration(this IServiceCollection services, DistributedApplicationBuilder builder,
        DistributedApplicationOptions options)
    {
        services.AddLogging(logging => logging
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning) // we say these things ourselves
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None) // its failure to start is ours, too
            .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)); // a resource that starts is no error
        services.AddHttpClient();
        services.AddHealthChecks();

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(new DistributedApplicationModel(builder.Resources));
        services.AddSingleton(_ => new DataDirectory(builder.Configuration, builder.AppHostDirectory));

        services.AddSingleton<ResourceLabels>();
        services.AddSingleton<IResourceOutput>(provider => options.EnableResourceLogging
            ? ActivatorUtilities.CreateInstance<LoggerOutput>(provider)
            : ActivatorUtilities.CreateInstance<ConsoleOutput>(provider));
        services.AddSingleton(provider => new ResourceLoggerService(provider.GetRequiredService<IResourceOutput>()));
        services.AddSingleton(new ResourceNotificationService(options));
        services.AddSingleton(provider => new ResourceCommandService(provider.GetRequiredService<Orchestrator>(), provider));

        services.AddSingleton<ProcessRecord>();
        services.AddSingleton<GeneratedSecrets>();
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<InstanceServices>();
        services.AddSingleton<OtelVariables>();
        services.AddSingleton<EnvironmentResolver>();
        services.AddSingleton<InstanceFactory>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<Orchestrator>();

        // Before any resource, which is told where to send its telemetry; and after all of them, whose last spans still come.
        services.AddSingleton<ResourceList>();
        services.AddSingleton<DashboardService>();
        services.AddHostedService(provider => provider.GetRequiredService<DashboardService>());

        // The first to start and the last to stop: what the AppHost adds itself may rely on it.
        services.AddHostedService(provider => provider.GetRequiredService<Orchestrator>());
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<LifecycleLog>(provider, builder.AppHostDirectory));
    }
}
