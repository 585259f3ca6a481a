namespace EtlAspire.AppHost.Services;

/// <summary>Runs a project's own program, as it was built beside the AppHost.</summary>
internal static class BuiltProgram
{
    /// <summary>
    /// Aspire would start it by <c>dotnet run</c>, whose process stays beside each service: 135 MB, and a kill of it leaves the
    /// service running. What is published is made from the project, not from this.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunAsBuilt(this IResourceBuilder<ProjectResource> project)
    {
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return project;

        var projectFile = project.Resource.GetProjectMetadata().ProjectPath;
        return project.WithAnnotation(new ExecutableAnnotation
        {
            Command = Find(Path.GetFileNameWithoutExtension(projectFile)),
            WorkingDirectory = Path.GetDirectoryName(projectFile)!,
        });
    }

    // artifacts/bin/AppHost/release is where we run, or in a test artifacts/bin/System.Tests/release.
    private static string Find(string project)
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(ours.Parent!.Parent!.FullName, project, ours.Name, $"EtlAspire.{project}");
    }
}
