using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Says which resources of the model run as processes, in how many copies and how they are started.</summary>
internal sealed class InstanceFactory(DistributedApplicationModel model, EnvironmentResolver environment,
    DataDirectory dataDirectory, ResourceLabels labels, InstanceServices services)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const int SuffixLength = 8;

    public IReadOnlyList<ResourceInstance> Create(IResource resource)
    {
        if (LaunchOf(resource) is not { } launch)
            return [];

        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        var children = model.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == resource).ToList();
        var instances = Enumerable.Range(0, replicas).Select(_ => new ResourceInstance(resource,
            RandomNumberGenerator.GetString(Letters, SuffixLength), children, launch, services)).ToList();

        foreach (var instance in instances)
            labels.Set(instance.Id, replicas == 1 ? resource.Name : instance.Id);
        resource.Annotations.Add(new InstancesAnnotation([.. instances.Select(instance => instance.Id)]));
        return instances;
    }

    private ILaunch? LaunchOf(IResource resource) => resource switch
    {
        ProjectResource project => new ProjectLaunch(project, environment),
        ExecutableResource executable => new ExecutableLaunch(executable, environment),
        ContainerResource container => container.Annotations.OfType<ServerAnnotation>().LastOrDefault() is { } server
            ? new ServerLaunch(container, server, dataDirectory, services.Loggers)
            : throw new DistributedApplicationException(
                $"Resource '{container.Name}' is a container, and containers need the real Aspire (UseAspire=true)."),
        _ => null,
    };
}
