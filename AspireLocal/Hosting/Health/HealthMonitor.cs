using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>Asks a running resource how it is, and announces it once when it is well for the first time.</summary>
internal sealed partial class HealthMonitor(HealthCheckService checks, ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing, IServiceProvider services, TimeProvider clock, ILogger<HealthMonitor> logger)
{
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(30);

    // Aspire grows by whole seconds; asking a local process more often costs nothing and starts the system sooner.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private const int MaxSteps = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<IResource, Announcement> _announcements = [];

    public static ImmutableArray<HealthReportSnapshot> NotYet(IResource resource) =>
        [.. Keys(resource).Select(key => new HealthReportSnapshot(key, null, null, null))];

    /// <summary>Until <paramref name="running"/> says that this instance has ended.</summary>
    public async Task WatchAsync(IResource resource, string id, CancellationToken running)
    {
        using var announcement = Join(resource);
        try
        {
            await ParentReadyAsync(resource, running).ConfigureAwait(false);
            var failures = 0;
            while (true)
            {
                var reports = await CheckAsync(resource, running).ConfigureAwait(false);
                var healthy = reports.All(report => report.Status == HealthStatus.Healthy);
                var ready = healthy ? new EventSnapshot(announcement.ReadyAsync(AnnounceAsync)) : null;
                await notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with
                {
                    HealthReports = reports,
                    ResourceReadyEvent = snapshot.ResourceReadyEvent ?? ready,
                }).ConfigureAwait(false);

                if (reports.IsEmpty)
                    return;
                failures = healthy ? 0 : failures + 1;
                await Task.Delay(healthy ? WhileHealthy : Step * Math.Min(MaxSteps, failures), clock, running)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            // It ended: nothing more to ask.
        }

        Task AnnounceAsync() => PublishReadyAsync(resource);
    }

    // A database is created by a callback of its server's ready event: asked for earlier it only fills the server's log.
    private async Task ParentReadyAsync(IResource resource, CancellationToken running)
    {
        if (resource is not IResourceWithParent child)
            return;

        // A callback that failed has been reported; what it means for the child its own check will tell.
        await Task.WhenAny(notifications.WaitForResourceHealthyAsync(child.Parent.Name,
            WaitBehavior.WaitOnResourceUnavailable, running)).ConfigureAwait(false);
        running.ThrowIfCancellationRequested();
    }

    private static HashSet<string> Keys(IResource resource) =>
        [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => annotation.Key)];

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(IResource resource, CancellationToken running)
    {
        var keys = Keys(resource);
        if (keys.Count == 0)
            return [];

        var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), running).ConfigureAwait(false);
        running.ThrowIfCancellationRequested();
        return [.. keys.Select(key => report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message)
            : new HealthReportSnapshot(key, null, null, null))];
    }

    private async Task PublishReadyAsync(IResource resource)
    {
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The callback is the AppHost's code. Whoever waits for this resource gets the exception, too.
            LogReadyFailed(exception, resource.Name);
            throw;
        }
    }

    private Announcement Join(IResource resource)
    {
        lock (_lock)
        {
            if (!_announcements.TryGetValue(resource, out var announcement))
                _announcements[resource] = announcement = new Announcement(_lock, () => _announcements.Remove(resource));
            announcement.Join();
            return announcement;
        }
    }

    [LoggerMessage(LogLevel.Error, "A callback for the ready event of resource '{Resource}' failed")]
    private partial void LogReadyFailed(Exception exception, string resource);
}
