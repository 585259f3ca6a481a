using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null,
        int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, int? port = null,
        int? targetPort = null, string? scheme = null, string? name = null, string? env = null, bool? isProxied = null,
        bool? isExternal = null, ProtocolType? protocol = null) where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(protocol ?? ProtocolType.Tcp, scheme, null, name, port, targetPort,
            isExternal, isProxied ?? true);
        endpoint.TargetPortVariable = env;
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(other =>
            other.Name.Equals(endpoint.Name, StringComparison.OrdinalIgnoreCase)) is not { } existing)
            return builder.WithAnnotation(endpoint);

        // Said again: what is given now changes what was said before.
        existing.Port = port ?? existing.Port;
        existing.TargetPort = targetPort ?? existing.TargetPort;
        existing.UriScheme = scheme ?? existing.UriScheme;
        existing.IsProxied = isProxied ?? existing.IsProxied;
        existing.IsExternal = isExternal ?? existing.IsExternal;
        existing.TargetPortVariable = env ?? existing.TargetPortVariable;
        return builder;
    }

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
            if (endpoint.UriScheme is "http" or "https")
                endpoint.IsExternal = true;
        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null,
        int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
    {
        var endpoints = builder.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name).ToList();
        var name = endpointName is not null
            ? endpoints.Find(endpoint => endpoint.Equals(endpointName, StringComparison.OrdinalIgnoreCase))
            : endpoints.Find(endpoint => endpoint == "https") ?? endpoints.Find(endpoint => endpoint == "http");
        if (name is null)
            throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{builder.Resource.Name}' as no endpoint was found " +
                $"matching one of the specified names: {endpointName ?? "https, http"}");

        var (checkPath, checkStatus) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{name}_{checkPath}_{checkStatus}_check";
        var endpoint = builder.GetEndpoint(name);
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .AddCheck(key, new HttpHealthCheck(() => endpoint, checkPath, checkStatus));
        return builder.WithHealthCheck(key);
    }
}
