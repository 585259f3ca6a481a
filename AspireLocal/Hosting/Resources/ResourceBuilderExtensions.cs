using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs => builder.WithAnnotation(new CommandLineArgsCallbackAnnotation(context =>
        {
            foreach (var argument in args)
                context.Args.Add(argument);
            return Task.CompletedTask;
        }));

    public static IResourceBuilder<T> OnResourceReady<T>(this IResourceBuilder<T> builder,
        Func<T, ResourceReadyEvent, CancellationToken, Task> callback) where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceReadyEvent>(builder.Resource,
            (ready, cancellationToken) => callback(builder.Resource, ready, cancellationToken));
        return builder;
    }

    internal static Func<string?> ConnectionStringOf(this IDistributedApplicationBuilder builder,
        IResourceWithConnectionString resource, string suffix = "")
    {
        // Health checks ask after the ports are known, and nothing in a connection string is fetched from afar.
        return () => $"{resource.ConnectionStringExpression.GetValueAsync().AsTask().GetAwaiter().GetResult()}{suffix}";
    }

    private static void Relate(this IResource resource, IResource other) =>
        resource.Annotations.Add(new ResourceRelationshipAnnotation(other, "Reference"));
}

public static class DistributedApplicationEventingExtensions
{
    public static T OnBeforeStart<T>(this T builder, Func<BeforeStartEvent, CancellationToken, Task> callback)
        where T : IDistributedApplicationBuilder
    {
        builder.Eventing.Subscribe(callback);
        return builder;
    }
}
