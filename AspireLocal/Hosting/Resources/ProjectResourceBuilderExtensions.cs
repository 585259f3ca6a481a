using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder,
        string name) where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder,
        string name, string? launchProfileName) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, options =>
        {
            options.LaunchProfileName = launchProfileName;
            options.ExcludeLaunchProfile = launchProfileName is null;
        });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder,
        string name, Action<ProjectResourceOptions> configure) where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);
        return builder.AddProject(name, new TProject(), options);
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder,
        int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    internal static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name,
        IProjectMetadata project, ProjectResourceOptions options)
    {
        if (!File.Exists(project.ProjectPath))
            throw new DistributedApplicationException($"Project file '{project.ProjectPath}' was not found.");

        var resource = builder.AddResource(new ProjectResource(name)).WithAnnotation(project);
        if (LaunchProfileAnnotation.Choose(project, name, options, builder.Configuration) is not { } launch)
            return resource;

        resource.WithAnnotation(launch);
        if (launch.Profile.CommandLineArgs is { Length: > 0 } arguments)
            resource.WithArgs(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        // A second address of the same scheme is called http2, and so on.
        var addresses = (launch.Profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(address => new Uri(address)).GroupBy(address => address.Scheme)
            .SelectMany(scheme => scheme.Select((address, i) => (address, Name: i == 0 ? scheme.Key : $"{scheme.Key}{i + 1}")));
        foreach (var (address, endpointName) in addresses)
            resource.WithEndpoint(port: address.Port, scheme: address.Scheme, name: endpointName);
        return resource;
    }
}
