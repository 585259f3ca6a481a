using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>One running copy of a resource: waits for what it needs, starts, is watched, ends, may start again.</summary>
internal sealed partial class ResourceInstance(IResource resource, string suffix, IReadOnlyList<IResource> children,
    ILaunch launch, InstanceServices services) : IDisposable
{
    // What Aspire withholds from children: these are about the AppHost itself.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<EndpointAnnotation, int> _targetPorts = [];
    private CancellationTokenSource _stop = new();
    private bool _closed;
    private Task _run = Task.CompletedTask;

    public IResource Resource => resource;

    public string Suffix => suffix;

    public string Id { get; } = $"{resource.Name}-{suffix}";

    /// <summary>Shortened while the whole application stops.</summary>
    public TimeSpan Grace { get; set; } = launch.Grace;

    private ILogger Logger => services.Loggers.GetLogger(Id);

    private string EndState => resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;

    public int TargetPort(EndpointAnnotation endpoint) =>
        _targetPorts.GetValueOrDefault(endpoint, endpoint.AllocatedEndpoint!.Port);

    public void SetTargetPort(EndpointAnnotation endpoint, int port) => _targetPorts[endpoint] = port;

    /// <summary>True once it runs; false when it ran already, failed to start or was stopped before.</summary>
    public async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_closed || !_run.IsCompleted)
                return false;

            _stop.Dispose();
            _stop = new CancellationTokenSource();
            _run = RunAsync(started, _stop.Token);
        }
        finally
        {
            _gate.Release();
        }

        return await started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _run.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops it for good.</summary>
    public Task CloseAsync()
    {
        _closed = true;
        return StopAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _gate.Dispose();
    }

    private async Task RunAsync(TaskCompletionSource<bool> started, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // the caller starts others beside
        var processes = new List<ChildProcess>();
        try
        {
            await LaunchAsync(processes, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Said even where nothing ran yet: it tells a wanted end from a death.
            Publish(snapshot => snapshot with { State = KnownResourceStates.Stopping });
            await EndAsync(processes, EndState, exitCode: null).ConfigureAwait(false);
            started.SetResult(false);
            return;
        }
        catch (Exception exception) when (exception is DistributedApplicationException or InvalidOperationException
            or IOException or UnauthorizedAccessException or TimeoutException or OperationCanceledException)
        {
            LogFailedToStart(Logger, exception.Message);
            await EndAsync(processes, KnownResourceStates.FailedToStart, exitCode: null).ConfigureAwait(false);
            started.SetResult(false);
            return;
        }

        started.SetResult(true);
        await SuperviseAsync(processes, stop).ConfigureAwait(false);
    }

    private async Task LaunchAsync(List<ChildProcess> processes, CancellationToken stop)
    {
        var awaited = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Distinct().ToList();
        if (awaited.Count > 0)
            LogWaiting(Logger, string.Join(", ", awaited));
        Publish(snapshot => snapshot with
        {
            State = awaited.Count > 0 ? KnownResourceStates.Waiting : KnownResourceStates.Starting,
            ExitCode = null,
            StartTimeStamp = null,
            StopTimeStamp = null,
            ResourceReadyEvent = null,
        });
        await services.Notifications.WaitForDependenciesAsync(resource, stop).ConfigureAwait(false);
        Publish(snapshot => snapshot with { State = KnownResourceStates.Starting });

        var specs = await launch.PrepareAsync(this, stop).ConfigureAwait(false);
        foreach (var spec in specs)
        {
            stop.ThrowIfCancellationRequested();
            var child = await ChildProcess.StartAsync(spec, NotInherited,
                (line, isError) => services.Loggers.Write(Id, line, isError)).ConfigureAwait(false);
            processes.Add(child);
            _ = RecordAsync(child);
        }

        var main = processes[^1];
        var variables = specs[^1].Environment.Select(pair => new EnvironmentVariableSnapshot(pair.Key, pair.Value, true));
        Publish(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = services.Clock.GetUtcNow().UtcDateTime,
            Properties =
            [
                new("executable.path", specs[^1].FileName),
                new("executable.workDir", specs[^1].WorkingDirectory),
                new("executable.args", specs[^1].Arguments),
                new("executable.pid", main.Id),
            ],
            EnvironmentVariables = [.. variables],
        });
    }

    private async Task SuperviseAsync(List<ChildProcess> processes, CancellationToken stop)
    {
        var main = processes[^1];
        using var running = new CancellationTokenSource();
        var health = Task.WhenAll(children.Prepend(resource).Select(watched =>
            services.Health.WatchAsync(watched, watched == resource ? Id : watched.Name, running.Token)));

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(() => stopped.TrySetResult()))
            await Task.WhenAny(main.Exited, stopped.Task).ConfigureAwait(false);

        // Health is about what runs: it goes first, so that nothing is published as ready while it ends.
        await running.CancelAsync().ConfigureAwait(false);
        if (!main.Exited.IsCompleted)
        {
            Publish(snapshot => snapshot with { State = KnownResourceStates.Stopping });
            await main.StopAsync(Grace).ConfigureAwait(false);
        }

        await health.ConfigureAwait(false);
        var exitCode = await main.Exited.ConfigureAwait(false);
        LogExited(Logger, exitCode);
        await EndAsync(processes, EndState, exitCode).ConfigureAwait(false);
    }

    // The helpers (a port mapper) end with the resource that they serve.
    private async Task EndAsync(IEnumerable<ChildProcess> processes, string state, int? exitCode)
    {
        await Task.WhenAll(processes.Select(process => process.StopAsync(TimeSpan.FromSeconds(1)))).ConfigureAwait(false);
        Publish(snapshot => snapshot with
        {
            State = state,
            ExitCode = exitCode,
            StopTimeStamp = services.Clock.GetUtcNow().UtcDateTime,
        });
    }

    private async Task RecordAsync(ChildProcess child)
    {
        var identity = services.Record.Add(child.Id);
        await child.Exited.ConfigureAwait(false);
        if (identity is not null)
            services.Record.Remove(identity);
    }

    // A child (a database in its server) runs when its parent does. Reports of the run before say nothing about this one.
    private void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        foreach (var published in children.Prepend(resource))
            services.Notifications.PublishUpdateAsync(published, published == resource ? Id : published.Name,
                snapshot => WithFreshHealth(change(snapshot), snapshot, published));
    }

    private static CustomResourceSnapshot WithFreshHealth(CustomResourceSnapshot after, CustomResourceSnapshot before,
        IResource of) => after.State == before.State
        ? after
        : after with { HealthReports = HealthMonitor.NotYet(of), ResourceReadyEvent = null };

    [LoggerMessage(LogLevel.Information, "waiting for {Resources}")]
    private static partial void LogWaiting(ILogger logger, string resources);

    [LoggerMessage(LogLevel.Information, "exited with code {ExitCode}")]
    private static partial void LogExited(ILogger logger, int exitCode);

    [LoggerMessage(LogLevel.Error, "failed to start: {Reason}")]
    private static partial void LogFailedToStart(ILogger logger, string reason);
}
