using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Servers;

namespace Aspire.Hosting.Orchestration;

/// <summary>A service of ours: its built assembly, run in its project's folder.</summary>
internal sealed class ProjectLaunch(ProjectResource resource, EnvironmentResolver environment) : ILaunch
{
    public TimeSpan Grace { get; } = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<ServerProcess>> PrepareAsync(ResourceInstance instance,
        CancellationToken cancellationToken)
    {
        var project = resource.Annotations.OfType<IProjectMetadata>().Last();
        var assembly = (project as IProjectOutput)?.AssemblyPath;
        if (!File.Exists(assembly))
            throw new InvalidOperationException(
                $"The project {project.ProjectPath} of resource '{resource.Name}' is not built ({assembly ?? "no output"}): " +
                "build the AppHost, which builds what it refers to.");

        var arguments = await EnvironmentResolver.ArgumentsAsync(resource, cancellationToken).ConfigureAwait(false);
        var variables = await environment.VariablesAsync(instance, cancellationToken).ConfigureAwait(false);
        var folder = Path.GetDirectoryName(project.ProjectPath)!;
        return [new ServerProcess(DotnetHost.Path, ["exec", assembly, .. arguments], folder, variables)];
    }
}
