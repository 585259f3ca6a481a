using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    private static readonly string[] Ended =
    [
        KnownResourceStates.Finished, KnownResourceStates.Exited, KnownResourceStates.FailedToStart,
        KnownResourceStates.RuntimeUnhealthy,
    ];

    /// <summary>With a dashboard a person can start what stopped; without one (tests) waiting on would be for ever.</summary>
    private WaitBehavior DefaultWaitBehavior => _options.DisableDashboard
        ? WaitBehavior.StopOnResourceUnavailable
        : WaitBehavior.WaitOnResourceUnavailable;

    public async Task WaitForResourceAsync(string resourceName, string? targetState = null,
        CancellationToken cancellationToken = default) =>
        await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken)
            .ConfigureAwait(false);

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(resourceName,
            re => re.Snapshot.State?.Text is { } text && targetStates.Contains(text, StringComparer.OrdinalIgnoreCase),
            cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default) =>
        FirstAsync(re => re.Resource.Name.Equals(resourceName, StringComparison.OrdinalIgnoreCase) && predicate(re),
            cancellationToken);

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName,
        CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior,
        CancellationToken cancellationToken = default)
    {
        var reached = await WaitForResourceAsync(resourceName,
            re => IsReady(re.Snapshot) || GivesUp(re.Snapshot, waitBehavior), cancellationToken).ConfigureAwait(false);
        if (!IsReady(reached.Snapshot))
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become " +
                $"healthy because it is in the '{reached.Snapshot.State?.Text}' state.");

        await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        return reached;
    }

    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>()
            .SelectMany(wait => InstancesAnnotation.IdsOf(wait.Resource), (wait, id) => wait.WaitType switch
            {
                WaitType.WaitForCompletion => WaitUntilCompletedAsync(wait, id, cancellationToken),
                WaitType.WaitUntilHealthy => WaitUntilHealthyAsync(wait, id, cancellationToken),
                _ => WaitUntilRunningAsync(wait, id, cancellationToken),
            }));
    }

    private async Task WaitUntilRunningAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var behavior = wait.WaitBehavior ?? DefaultWaitBehavior;
        var reached = await FirstAsync(re => Is(re, id) &&
            (re.Snapshot.State?.Text == KnownResourceStates.Running || GivesUp(re.Snapshot, behavior)),
            cancellationToken).ConfigureAwait(false);
        if (reached.Snapshot.State?.Text != KnownResourceStates.Running)
            throw Unavailable(wait, reached);
    }

    private async Task WaitUntilHealthyAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var behavior = wait.WaitBehavior ?? DefaultWaitBehavior;
        var reached = await FirstAsync(re => Is(re, id) &&
            (IsReady(re.Snapshot) || GivesUp(re.Snapshot, behavior)), cancellationToken).ConfigureAwait(false);
        if (!IsReady(reached.Snapshot))
            throw Unavailable(wait, reached);

        await reached.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitUntilCompletedAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var reached = await FirstAsync(re => Is(re, id) &&
            KnownResourceStates.TerminalStates.Contains(re.Snapshot.State?.Text), cancellationToken).ConfigureAwait(false);
        if (reached.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
            throw Unavailable(wait, reached);
        if (reached.Snapshot.ExitCode is { } code && code != wait.ExitCode)
            throw new DistributedApplicationException($"Resource '{wait.Resource.Name}' has entered the " +
                $"'{reached.Snapshot.State?.Text}' state with exit code '{code}', expected '{wait.ExitCode}'.");
    }

    private async Task<ResourceEvent> FirstAsync(Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken)
    {
        await foreach (var resourceEvent in WatchAsync(cancellationToken).ConfigureAwait(false))
            if (predicate(resourceEvent))
                return resourceEvent;

        throw new OperationCanceledException(cancellationToken);
    }

    private static bool Is(ResourceEvent resourceEvent, string id) =>
        resourceEvent.ResourceId.Equals(id, StringComparison.OrdinalIgnoreCase);

    private static bool IsReady(CustomResourceSnapshot snapshot) =>
        snapshot is { HealthStatus: HealthStatus.Healthy, ResourceReadyEvent: not null };

    private static bool GivesUp(CustomResourceSnapshot snapshot, WaitBehavior behavior) =>
        behavior == WaitBehavior.StopOnResourceUnavailable && Ended.Contains(snapshot.State?.Text);

    private static DistributedApplicationException Unavailable(WaitAnnotation wait, ResourceEvent reached) =>
        new(reached.Snapshot.State?.Text == KnownResourceStates.FailedToStart
            ? $"Dependency resource '{wait.Resource.Name}' failed to start."
            : $"Resource '{wait.Resource.Name}' has entered the '{reached.Snapshot.State?.Text}' state prematurely.");
}
