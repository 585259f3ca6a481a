using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;
    private readonly Interception? _interception = Interception.Current;
    private IServiceProvider? _built;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        // Aspire's order: ASPIRE_* lies lowest, then what any host reads.
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        settings.Configuration.AddEnvironmentVariables("ASPIRE_");
        _interception?.Configure(options, settings);

        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory
            ?? AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
                .FirstOrDefault(attribute => attribute.Key == "apphostprojectpath")?.Value
            ?? Directory.GetCurrentDirectory();
        if (settings.ContentRootPath is null && Directory.Exists(AppHostDirectory))
            settings.ContentRootPath = AppHostDirectory;

        _interception?.AddLaunchProfile(settings, AppHostDirectory);

        _inner = new HostApplicationBuilder(settings);
        ExecutionContext = new DistributedApplicationExecutionContext(() => _built);
        Services.AddOrchestration(this, options);
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource =>
        new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _interception?.AwaitBuild(this);
        var host = _inner.Build();
        _built = host.Services;
        var application = new DistributedApplication(host) { IsStartedElsewhere = _interception is { HoldsRun: true } };
        _interception?.Built(application);
        return application;
    }
}
