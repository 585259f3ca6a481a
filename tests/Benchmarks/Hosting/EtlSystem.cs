using System.Diagnostics;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>The whole system, started and answering.</summary>
internal sealed class EtlSystem : IAsyncDisposable
{
    private const string WarehouseVariable = "ConnectionStrings__warehouse";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly AppHostProcess _appHost;

    private EtlSystem(AppHostProcess appHost)
    {
        _appHost = appHost;
        Client = new EtlClient(appHost.Address, appHost.Token);
    }

    public EtlClient Client { get; }

    public Warehouse Warehouse { get; private set; } = null!;

    /// <summary>How long ago the AppHost was started.</summary>
    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_appHost.StartedAt);

    /// <summary>A meter of its processes.</summary>
    public UsageMeter CreateMeter() => new(_appHost.Id);

    /// <summary>Its memory in bytes, by what the processes belong to; what several processes share is shared out.</summary>
    public IReadOnlyDictionary<string, double> ProportionalMemory() =>
        ProcessTree.Of(_appHost.Id)
            .GroupBy(process => process.Service, process => (double)ProcFiles.ProportionalBytes(process.Id))
            .ToDictionary(service => service.Key, service => service.Sum());

    /// <summary>Starts it and waits until the Dashboard's page answers; the services are then still starting.</summary>
    /// <exception cref="BenchmarkException">It ended, or did not answer in time.</exception>
    public static async Task<EtlSystem> StartAsync(
        Places places, DirectoryInfo data, int replicas, CancellationToken cancellationToken)
    {
        var system = new EtlSystem(await AppHostProcess.StartAsync(places, data, replicas));
        try
        {
            await system.UntilAnswersAsync(EtlClient.PagePath, cancellationToken);
            system.Warehouse = new Warehouse(system.FindWarehouse());
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the Dashboard answers a GET of a path with success.</summary>
    /// <exception cref="BenchmarkException">The system ended, or did not answer in time.</exception>
    public async Task UntilAnswersAsync(string path, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartDeadline);
        try
        {
            while (!await Client.AnswersAsync(path, timeout.Token))
            {
                if (_appHost.HasExited)
                    throw new BenchmarkException($"The AppHost ended; {_appHost.LogPath} tells why.");
                await Task.Delay(PollInterval, timeout.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException(
                $"The Dashboard did not answer {path} within {StartDeadline}; see {_appHost.LogPath}.", exception);
        }
    }

    /// <summary>Stops it and waits until all of its processes are gone. How long that took.</summary>
    /// <exception cref="BenchmarkException">A process outlived the AppHost, and was killed.</exception>
    public async Task<TimeSpan> StopAsync()
    {
        await Warehouse.DisposeAsync(); // PostgreSQL is not to wait for a client that is none of the system's
        return await _appHost.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Warehouse is not null)
            await Warehouse.DisposeAsync();
        await _appHost.DisposeAsync();
    }

    // The AppHost chooses port and password; what it tells its services is where they can be read.
    private string FindWarehouse() =>
        ProcessTree.Of(_appHost.Id)
            .Where(process => process.Service == SystemParts.Dashboard)
            .Select(process => ProcFiles.Variable(process.Id, WarehouseVariable))
            .FirstOrDefault(value => value is not null)
        ?? throw new BenchmarkException($"The Dashboard's process, which has {WarehouseVariable}, was not found.");
}
