namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container in Aspire; here a server that the machine's packages provide.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport,
        IComputeResource
{
    public string? Entrypoint { get; set; } = entrypoint;
}

public enum ContainerLifetime
{
    Session,
    Persistent,
}
