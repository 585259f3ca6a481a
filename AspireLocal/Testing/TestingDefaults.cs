using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// What Aspire sets before an AppHost's own code runs in a test. Left out are a telemetry address where nobody listens
/// (services would take their time to stop over it) and the settings of a container engine.
/// </summary>
internal static class TestingDefaults
{
    public static void Apply(Assembly? appHost, string[] args, DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.AssemblyName = appHost?.GetName().Name;
        settings.Args = options.Args = args;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["DcpPublisher:WaitForResourceCleanup"] = "true",
            ["ASPNETCORE_URLS"] = "http://localhost:8080",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        });
        configureBuilder(options, settings);
    }

    public static void AddLaunchProfile(HostApplicationBuilderSettings settings, string appHostDirectory)
    {
        var launchSettings = LaunchSettings.Read(appHostDirectory);
        if (launchSettings?.FirstProfileName() is not { } name)
            return;

        // Below everything else that the host will read: what is set elsewhere wins.
        var configuration = settings.Configuration!;
        var variables = launchSettings.Profiles[name].EnvironmentVariables;
        configuration.AddInMemoryCollection(variables.Append(new("DOTNET_LAUNCH_PROFILE", name))
            .Where(variable => configuration[variable.Key] is null)
            .Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)).ToList());
        settings.EnvironmentName ??= Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? variables.GetValueOrDefault("DOTNET_ENVIRONMENT");
    }
}
