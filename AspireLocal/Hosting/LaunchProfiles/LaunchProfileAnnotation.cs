using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>The launch profile with which a project was added.</summary>
internal sealed class LaunchProfileAnnotation(string name, LaunchProfile profile) : IResourceAnnotation
{
    public LaunchProfile Profile => profile;

    public static LaunchProfileAnnotation? Choose(IProjectMetadata project, string resourceName,
        ProjectResourceOptions options, IConfiguration configuration)
    {
        if (options.ExcludeLaunchProfile)
            return null;

        var settings = project.LaunchSettings ?? LaunchSettings.Read(Path.GetDirectoryName(project.ProjectPath)!);
        var profiles = settings?.Profiles ?? [];
        if (options.LaunchProfileName is { } asked)
            return profiles.TryGetValue(asked, out var chosen)
                ? new LaunchProfileAnnotation(asked, chosen)
                : throw new DistributedApplicationException(
                    $"Launch settings file of resource '{resourceName}' does not contain '{asked}' profile.");

        var preferred = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        var name = preferred is not null && profiles.ContainsKey(preferred) ? preferred : settings?.FirstProfileName();
        return name is null ? null : new LaunchProfileAnnotation(name, profiles[name]);
    }

    public static IEnumerable<KeyValuePair<string, string>> VariablesOf(IResource resource) =>
        resource.Annotations.OfType<LaunchProfileAnnotation>().LastOrDefault()?.Variables() ?? [];

    private IEnumerable<KeyValuePair<string, string>> Variables() => profile.EnvironmentVariables
        .Select(variable => KeyValuePair.Create(variable.Key, Environment.ExpandEnvironmentVariables(variable.Value)))
        .Append(new("DOTNET_LAUNCH_PROFILE", name));
}
