using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings the model to life: ports first, then every resource by itself, each as soon as its waits are over.</summary>
internal sealed class Orchestrator(DistributedApplicationModel model, InstanceFactory factory, EndpointAllocator endpoints,
    IDistributedApplicationEventing eventing, IServiceProvider services, InstanceServices instanceServices, TimeProvider clock)
    : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(9);

    private readonly List<ResourceInstance> _instances = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _stopLock = new();
    private Task? _stopped;

    /// <summary>By the id of one instance, or by a resource's name: then all of its replicas.</summary>
    public IReadOnlyList<ResourceInstance> Find(string idOrName)
    {
        var byId = _instances.Where(instance => instance.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase)).ToList();
        return byId.Count > 0
            ? byId
            : [.. _instances.Where(instance => instance.Resource.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase))];
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken).ConfigureAwait(false);
        await instanceServices.Record.OpenAsync(cancellationToken).ConfigureAwait(false);
        _instances.AddRange(model.Resources.SelectMany(factory.Create));
        await endpoints.AllocateAsync(model, _instances).ConfigureAwait(false);
        foreach (var instance in _instances)
            _ = instance.StartAsync(_closing.Token);
    }

    /// <summary>
    /// Stops all, once. Whoever else asks waits for that too: a host may be stopped from two sides at once, by who disposes of it and
    /// by who waits for its shutdown.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopLock)
            return _stopped ??= StopAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        foreach (var instance in _instances)
            instance.Dispose();
        _closing.Dispose();
    }

    // Dependents first, side by side where nothing stands between them.
    private async Task StopAllAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        var started = clock.GetTimestamp();
        foreach (var wave in StopOrder.Waves(_instances))
        {
            var left = StopWithin - clock.GetElapsedTime(started);
            await Task.WhenAll(wave.Select(instance =>
            {
                instance.Grace = TimeSpan.FromTicks(Math.Clamp(instance.Grace.Ticks, 0, Math.Max(0, left.Ticks)));
                return instance.CloseAsync();
            })).ConfigureAwait(false);
        }

        await endpoints.DisposeAsync().ConfigureAwait(false);
        instanceServices.Record.Dispose();
    }
}
