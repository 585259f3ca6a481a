using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The console lines of each resource: kept for whoever asks later, and passed on as they come.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly IResourceOutput _output;

    internal ResourceLoggerService(IResourceOutput output) => _output = output;

    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger([.. InstancesAnnotation.IdsOf(resource).Select(LogOf)]);
    }

    public ILogger GetLogger(string resourceName) => new ResourceLogger([LogOf(resourceName)]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) =>
        LogOf(resourceName).ReadAsync(follow: true);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(InstancesAnnotation.IdsOf(resource)[0]);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        LogOf(resourceName).ReadAsync(follow: false);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(InstancesAnnotation.IdsOf(resource)[0]);
    }

    internal void Write(string resourceId, string line, bool isError) => LogOf(resourceId).Write(line, isError);

    private ResourceLog LogOf(string resourceId) => _logs.GetOrAdd(resourceId, id => new ResourceLog(id, _output));
}

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
