using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>The whole system, started and answering.</summary>
internal sealed class EtlSystem : IAsyncDisposable
{
    private const string WarehouseVariable = "ConnectionStrings__warehouse";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly AppHostProcess _appHost;

    private EtlSystem(AppHostProcess appHost)
    {
        _appHost = appHost;
        Client = new EtlClient(appHost.Address, appHost.Token);
    }

    public EtlClient Client { get; }

    public Warehouse Warehouse { get; private set; } = null!;

    /// <summary>A meter of its processes.</summary>
    public UsageMeter CreateMeter() => new(_appHost.Id);

    /// <summary>Starts it and waits until the Dashboard is healthy.</summary>
    /// <exception cref="BenchmarkException">It ended, or did not become healthy in time.</exception>
    public static async Task<EtlSystem> StartAsync(
        Places places, DirectoryInfo data, int replicas, CancellationToken cancellationToken)
    {
        var system = new EtlSystem(await AppHostProcess.StartAsync(places, data, replicas));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartDeadline);
        try
        {
            while (!await system.Client.IsHealthyAsync(timeout.Token))
            {
                if (system._appHost.HasExited)
                    throw new BenchmarkException($"The AppHost ended; {places.AppHostLog} tells why.");
                await Task.Delay(PollInterval, timeout.Token);
            }

            system.Warehouse = new Warehouse(system.FindVariable(WarehouseVariable));
            return system;
        }
        catch (Exception exception)
        {
            await system.DisposeAsync();
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new BenchmarkException($"The system did not start within {StartDeadline}; see {places.AppHostLog}.", exception);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Warehouse is not null)
            await Warehouse.DisposeAsync();
        await _appHost.DisposeAsync();
    }

    // The AppHost chooses port and password; what it tells its services is where they can be read.
    private string FindVariable(string name) =>
        ProcessTree.Of(_appHost.Id)
            .Where(process => process.Service == SystemParts.Dashboard)
            .Select(process => ProcFiles.Variable(process.Id, name))
            .FirstOrDefault(value => value is not null)
        ?? throw new BenchmarkException($"The Dashboard's process, which has {name}, was not found.");
}
