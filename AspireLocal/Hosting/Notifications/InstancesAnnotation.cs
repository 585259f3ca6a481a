namespace Aspire.Hosting.ApplicationModel;

/// <summary>The ids of a resource's running copies. What has none (a database, a parameter) goes by its name.</summary>
internal sealed class InstancesAnnotation(IReadOnlyList<string> ids) : IResourceAnnotation
{
    public static IReadOnlyList<string> IdsOf(IResource resource) =>
        resource.Annotations.OfType<InstancesAnnotation>().LastOrDefault()?.Ids ?? [resource.Name];

    private IReadOnlyList<string> Ids { get; } = ids;
}
