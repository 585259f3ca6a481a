using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>How a test gets between an AppHost's builder and its run: it flows along with the AppHost's entry point.</summary>
internal abstract class Interception
{
    private static readonly AsyncLocal<Interception?> Flowing = new();

    public static Interception? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Whether the test starts the application, and the AppHost's own run only waits for its end.</summary>
    public virtual bool HoldsRun => true;

    public abstract void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    public abstract void AddLaunchProfile(HostApplicationBuilderSettings settings, string appHostDirectory);

    /// <summary>Hands the builder to the test, and returns when the test wants the application built.</summary>
    public abstract void AwaitBuild(IDistributedApplicationBuilder builder);

    public abstract void Built(DistributedApplication application);
}
