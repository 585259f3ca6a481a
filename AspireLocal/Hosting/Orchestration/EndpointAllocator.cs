using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Gives every endpoint its public port before anything starts, so that any environment can name it. A process listens
/// there itself; only where that cannot be (replicas, a fixed target port) does a proxy stand in between.
/// </summary>
internal sealed class EndpointAllocator(IConfiguration configuration, ResourceNotificationService notifications)
    : IAsyncDisposable
{
    private readonly List<TcpProxy> _proxies = [];

    public async Task AllocateAsync(DistributedApplicationModel model, IReadOnlyList<ResourceInstance> instances)
    {
        foreach (var resource in model.Resources)
        {
            var own = instances.Where(instance => instance.Resource == resource).ToList();
            var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
            foreach (var endpoint in endpoints)
                Allocate(resource, endpoint, own);

            var urls = endpoints.Select(e => new UrlSnapshot(e.Name, e.AllocatedEndpoint!.UriString, false));
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = snapshot.State ?? (resource is ParameterResource
                    ? KnownResourceStates.Running
                    : KnownResourceStates.NotStarted),
                Urls = [.. urls],
            }).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync().ConfigureAwait(false);
        _proxies.Clear();
    }

    private void Allocate(IResource resource, EndpointAnnotation endpoint, List<ResourceInstance> instances)
    {
        if (instances.Count > 1 && (endpoint.TargetPort is not null || !endpoint.IsProxied))
            throw new InvalidOperationException($"Resource '{resource.Name}' uses multiple replicas and a fixed target " +
                $"port or no proxy for endpoint '{endpoint.Name}': each replica needs a port of its own.");

        var randomize = configuration.GetValue("DcpPublisher:RandomizePorts", false);
        var asked = endpoint.IsProxied ? endpoint.Port : endpoint.Port ?? endpoint.TargetPort;
        if (!randomize && asked is { } fixedPort && !Ports.IsFree(fixedPort))
            throw new DistributedApplicationException($"Port {fixedPort}, asked for by the endpoint '{endpoint.Name}' of " +
                $"resource '{resource.Name}', is taken: end the program that listens there, or choose another port.");

        var port = randomize ? Ports.Choose() : asked ?? Ports.Choose();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);

        // A container's target port is a matter of its inside; its stand-in listens on the public one.
        if (resource is ContainerResource)
            return;

        foreach (var instance in instances)
            instance.SetTargetPort(endpoint, endpoint.TargetPort ?? (instances.Count > 1 ? Ports.Choose() : port));
        var targets = instances.Select(instance => instance.TargetPort(endpoint)).ToList();
        if (targets.Any(target => target != port))
            _proxies.Add(new TcpProxy(port, targets));
    }
}
