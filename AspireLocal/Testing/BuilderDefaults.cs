using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>A builder without an AppHost: the same defaults, and nothing to hold.</summary>
internal sealed class BuilderDefaults(string[] args,
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) : Interception
{
    public override bool HoldsRun => false;

    public override void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
        TestingDefaults.Apply(Assembly.GetEntryAssembly(), args, options, settings, configureBuilder);

    public override void AddLaunchProfile(HostApplicationBuilderSettings settings, string appHostDirectory)
    {
        // no AppHost, no profile
    }

    public override void AwaitBuild(IDistributedApplicationBuilder builder)
    {
        // the test itself calls Build()
    }

    public override void Built(DistributedApplication application)
    {
        // likewise
    }
}
