using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an instance is called on the console: its resource's name, with the suffix where there are replicas.</summary>
internal sealed class ResourceLabels
{
    private readonly ConcurrentDictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string resourceId) => _labels.GetValueOrDefault(resourceId, resourceId);

    public void Set(string resourceId, string label) => _labels[resourceId] = label;
}
