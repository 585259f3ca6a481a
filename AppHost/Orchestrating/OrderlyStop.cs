using Microsoft.Extensions.Hosting;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// Stops the services before the servers. The orchestrator asks all at once to end and kills after 6 s; services whose broker
/// is gone would wait for it until then, and PostgreSQL for their connections.
/// </summary>
internal sealed class OrderlyStop(DistributedApplicationModel model, ResourceCommandService commands) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(model.Resources.OfType<ProjectResource>()
        .Select(service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StopCommand, cancellationToken)));
}
