using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Servers;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// A server from the machine's packages in place of a container. Its data is always kept, as with WithDataVolume.
/// </summary>
internal sealed class ServerLaunch(ContainerResource resource, ServerAnnotation server, DataDirectory dataDirectory,
    ResourceLoggerService loggers) : ILaunch
{
    public TimeSpan Grace { get; } = TimeSpan.FromSeconds(4);

    public async Task<IReadOnlyList<ServerProcess>> PrepareAsync(ResourceInstance instance,
        CancellationToken cancellationToken)
    {
        var settings = new ServerSettings(resource.Name, dataDirectory.Of(resource.Name),
            new EndpointReference(resource, "tcp").Port,
            (await server.UserName.GetValueAsync(cancellationToken).ConfigureAwait(false))!,
            (await server.Password.GetValueAsync(cancellationToken).ConfigureAwait(false))!);
        return await server.Prepare(settings, loggers.GetLogger(instance.Id), cancellationToken).ConfigureAwait(false);
    }
}
