using System.Collections.Concurrent;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Who has sent anything.</summary>
internal sealed class ResourceTable
{
    // Somebody who makes up a name for every span must not fill the memory.
    private const int MaxResources = 1_000;

    private static readonly TelemetryResource Other = new("(other)", "", []);
    private readonly ConcurrentDictionary<(string, string), TelemetryResource> _resources = new();

    public IReadOnlyList<TelemetryResource> All =>
        [.. _resources.Values.OrderBy(resource => resource.Name, StringComparer.Ordinal).ThenBy(resource => resource.InstanceId, StringComparer.Ordinal)];

    public TelemetryResource Know(TelemetryResource resource)
    {
        var key = (resource.Name, resource.InstanceId);
        if (_resources.TryGetValue(key, out var known))
            return known;
        return _resources.Count < MaxResources ? _resources.GetOrAdd(key, resource) : _resources.GetOrAdd(("(other)", ""), Other);
    }
}
