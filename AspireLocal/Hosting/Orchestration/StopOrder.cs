using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

internal static class StopOrder
{
    /// <summary>First those on whom nobody leans, then those on whom only the first ones leaned, and so on.</summary>
    public static IEnumerable<IReadOnlyList<ResourceInstance>> Waves(IReadOnlyList<ResourceInstance> instances)
    {
        var left = instances.ToList();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(instance => Needs(instance.Resource)).ToHashSet();
            var wave = left.Where(instance => !needed.Contains(instance.Resource)).ToList();
            if (wave.Count == 0)
                wave = left; // they lean on each other: no order is better than another

            yield return wave;
            left = [.. left.Except(wave)];
        }
    }

    private static IEnumerable<IResource> Needs(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(relation => relation.Resource))
            .Select(needed => needed is IResourceWithParent { Parent: var parent } ? parent : needed)
            .Where(needed => needed != resource);
}
