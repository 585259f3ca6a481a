using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Set(name, value ?? "");

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name,
        in ReferenceExpression.ExpressionInterpolatedStringHandler value) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(name, value.ToExpression());

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name,
        ReferenceExpression value) where T : IResourceWithEnvironment
    {
        builder.Resource.RelateToAll(value);
        return builder.Set(name, value);
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name,
        Func<string> callback) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => context.EnvironmentVariables[name] = callback());

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder,
        Action<EnvironmentCallbackContext> callback) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            callback(context);
            return Task.CompletedTask;
        });

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder,
        Func<EnvironmentCallbackContext, Task> callback) where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new EnvironmentCallbackAnnotation(callback));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name,
        EndpointReference endpointReference) where T : IResourceWithEnvironment
    {
        builder.Resource.Relate(endpointReference.Resource);
        return builder.Set(name, endpointReference);
    }

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name,
        IResourceBuilder<ParameterResource> parameter) where T : IResourceWithEnvironment =>
        builder.Set(name, parameter.Resource);

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string envVarName,
        IResourceBuilder<IResourceWithConnectionString> resource) where T : IResourceWithEnvironment
    {
        builder.Resource.Relate(resource.Resource);
        return builder.Set(envVarName, resource.Resource);
    }

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, object value)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => context.EnvironmentVariables[name] = value);

    private static void RelateToAll(this IResource resource, ReferenceExpression expression)
    {
        foreach (var provider in expression.ValueProviders)
        {
            switch (provider)
            {
                case EndpointReference endpoint:
                    resource.Relate(endpoint.Resource);
                    break;
                case EndpointReferenceExpression property:
                    resource.Relate(property.Endpoint.Resource);
                    break;
                case ReferenceExpression inner:
                    resource.RelateToAll(inner);
                    break;
                case IResource other:
                    resource.Relate(other);
                    break;
            }
        }
    }
}
