using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Servers;

namespace Aspire.Hosting.Orchestration;

internal sealed class ExecutableLaunch(ExecutableResource resource, EnvironmentResolver environment) : ILaunch
{
    public TimeSpan Grace { get; } = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<ServerProcess>> PrepareAsync(ResourceInstance instance,
        CancellationToken cancellationToken)
    {
        var arguments = await EnvironmentResolver.ArgumentsAsync(resource, cancellationToken).ConfigureAwait(false);
        var variables = await environment.VariablesAsync(instance, cancellationToken).ConfigureAwait(false);
        return [new ServerProcess(resource.Command, arguments, resource.WorkingDirectory, variables)];
    }
}
