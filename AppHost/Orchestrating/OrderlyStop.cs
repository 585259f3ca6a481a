using Microsoft.Extensions.Hosting;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// Stops the services before the servers. The orchestrator asks all at once to end and kills after 6 s; services whose broker
/// is gone would wait for it until then, and PostgreSQL for their connections.
/// </summary>
internal sealed class OrderlyStop(
    DistributedApplicationModel model, ResourceCommandService commands, ResourceNotificationService notifications) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var services = model.Resources.OfType<ProjectResource>().ToHashSet<IResource>();
        var asked = Task.WhenAll(services.Select(
            service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StopCommand, cancellationToken)));

        // The command asks whether a service has ended, at ever longer intervals; the notification of it comes at once.
        await await Task.WhenAny(asked, WaitForEndAsync(services, cancellationToken));
    }

    private async Task WaitForEndAsync(HashSet<IResource> services, CancellationToken cancellationToken)
    {
        var processes = services.Sum(service => service.GetReplicaCount());
        var ended = new HashSet<string>();
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (services.Contains(change.Resource) && KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text))
                ended.Add(change.ResourceId);
            if (ended.Count == processes)
                return;
        }
    }
}
