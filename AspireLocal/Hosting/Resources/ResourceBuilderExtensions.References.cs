using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        connectionName ??= resource.Name;
        builder.Resource.Relate(resource);
        return builder.WithEnvironment(async context =>
        {
            var connectionString = await resource.GetConnectionStringAsync(context.CancellationToken).ConfigureAwait(false);
            if (string.IsNullOrEmpty(connectionString) && !optional)
                throw new DistributedApplicationException(
                    $"A connection string for '{resource.Name}' could not be retrieved.");

            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}";
            context.EnvironmentVariables[variable] = resource;
            var prefix = connectionName.Length == 0 ? "" : $"{VariableName.Encode(connectionName).ToUpperInvariant()}_";
            foreach (var (key, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[$"{prefix}{key.ToUpperInvariant()}"] = value;
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.Discover(source.Resource, source.Resource.Name, VariableName.Encode(source.Resource.Name).ToUpperInvariant());

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment =>
        builder.Discover(source.Resource, name, VariableName.Encode(name));

    private static IResourceBuilder<TDestination> Discover<TDestination>(this IResourceBuilder<TDestination> builder,
        IResourceWithServiceDiscovery source, string name, string prefix) where TDestination : IResourceWithEnvironment
    {
        builder.Resource.Relate(source);
        return builder.WithEnvironment(context =>
        {
            foreach (var annotation in source.Annotations.OfType<EndpointAnnotation>())
            {
                var endpoint = new EndpointReference(source, annotation.Name);
                var index = 0;
                while (!context.EnvironmentVariables.TryAdd($"services__{name}__{annotation.Name}__{index}", endpoint))
                    index++;
                context.EnvironmentVariables[$"{prefix}_{VariableName.Encode(annotation.Name).ToUpperInvariant()}"] = endpoint;
            }
        });
    }
}
