using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.DashboardHost;

/// <summary>What the dashboard shows of the resources, and what its buttons do.</summary>
internal sealed class ResourceList(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService loggers,
    ResourceLabels labels, IServiceProvider services) : IResourceService
{
    public IReadOnlyList<ResourceView> Resources =>
    [
        .. model.Resources.SelectMany(resource => InstancesAnnotation.IdsOf(resource))
            .Select(id => notifications.TryGetCurrentState(id, out var latest) ? Describe(latest) : null)
            .OfType<ResourceView>()
            .OrderBy(resource => resource.DisplayName, StringComparer.Ordinal),
    ];

    public async IAsyncEnumerable<ResourceView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            yield return Describe(change);
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(
        string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A log of its own for whatever is asked for would be a leak.
        if (Resources.All(resource => resource.Id != resourceId))
            yield break;
        await foreach (var lines in loggers.WatchAsync(resourceId).WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return [.. lines.Select(line => new ConsoleLine(line.LineNumber, line.Content, line.IsErrorMessage))];
    }

    public async Task<string?> ExecuteAsync(string resourceId, string command, CancellationToken cancellationToken)
    {
        // Asked for late: the commands need the orchestrator, which needs the dashboard's address.
        var result = await services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync(resourceId, command, cancellationToken).ConfigureAwait(false);
        return result.Success ? null : result.Message ?? "It failed.";
    }

    private ResourceView Describe(ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        return new ResourceView
        {
            Id = change.ResourceId,
            Name = change.Resource.Name,
            DisplayName = labels.Of(change.ResourceId),
            Type = snapshot.ResourceType.EndsWith("Resource", StringComparison.Ordinal)
                ? snapshot.ResourceType[..^"Resource".Length]
                : snapshot.ResourceType,
            State = snapshot.State?.Text ?? KnownResourceStates.NotStarted,
            Health = snapshot.HealthStatus,
            HealthReports = [.. snapshot.HealthReports.Select(report => new ResourceHealth(report.Name, report.Status, report.Description))],
            ExitCode = snapshot.ExitCode,
            StartedAt = Time(snapshot.StartTimeStamp),
            StoppedAt = Time(snapshot.StopTimeStamp),
            Source = Source(snapshot),
            Urls = [.. Urls(change.Resource)],
            Environment =
            [
                .. snapshot.EnvironmentVariables.OrderBy(variable => variable.Name, StringComparer.Ordinal).Select(variable =>
                    new ResourceVariable(variable.Name, variable.Value ?? "", SecretVariables.Has(variable.Name, variable.Value))),
            ],
            Commands = [.. Commands(change.Resource, snapshot.State?.Text)],
        };
    }

    private static IEnumerable<ResourceCommand> Commands(IResource resource, string? state)
    {
        foreach (var command in resource.Annotations.OfType<ResourceCommandAnnotation>())
            yield return new ResourceCommand(command.Name, command.DisplayName, state == KnownResourceStates.Running, command.ConfirmationMessage);
        if (resource is IResourceWithParent or ParameterResource)
            yield break; // it runs with its parent, or not at all

        var hasEnded = state is null || KnownResourceStates.TerminalStates.Contains(state);
        yield return new ResourceCommand(KnownResourceCommands.StartCommand, "Start", hasEnded, null);
        yield return new ResourceCommand(KnownResourceCommands.StopCommand, "Stop", !hasEnded, null);
        yield return new ResourceCommand(KnownResourceCommands.RestartCommand, "Restart", state == KnownResourceStates.Running, null);
    }

    private static IEnumerable<ResourceUrl> Urls(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>()
        .Where(endpoint => endpoint.AllocatedEndpoint is not null)
        .Select(endpoint => new ResourceUrl(endpoint.Name, $"{endpoint.UriScheme}://localhost:{endpoint.AllocatedEndpoint!.Port}", false));

    private static string Source(CustomResourceSnapshot snapshot)
    {
        var path = snapshot.Properties.FirstOrDefault(property => property.Name == "executable.path")?.Value as string;
        var arguments = snapshot.Properties.FirstOrDefault(property => property.Name == "executable.args")?.Value as IEnumerable<string>;
        return string.Join(' ', new[] { path ?? "" }.Concat(arguments ?? []));
    }

    private static DateTimeOffset? Time(DateTime? time) => time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
