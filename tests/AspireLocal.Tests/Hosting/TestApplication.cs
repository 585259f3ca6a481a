using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AspireLocal.Tests.Hosting;

/// <summary>A small application of real processes, on a data directory of its own.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly string _dataDirectory = Directory.CreateTempSubdirectory("hosting-test-").FullName;
    private DistributedApplication? _application;

    public TestApplication(params string[] args)
    {
        Builder = DistributedApplicationTestingBuilder.Create([$"--ETL_DATA_DIR={_dataDirectory}", .. args]);
        Builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
    }

    public IDistributedApplicationTestingBuilder Builder { get; }

    public string DataDirectory => _dataDirectory;

    public DistributedApplication Application => _application!;

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    /// <summary>No test here takes longer.</summary>
    public CancellationToken Deadline { get; } = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token).Token;

    public IResourceBuilder<ExecutableResource> AddShell(string name, string script) =>
        Builder.AddExecutable(name, "/bin/sh", "/tmp", "-c", script);

    public IResourceBuilder<ProjectResource> AddProbe(string name) =>
        Builder.AddProject<Probe>(name).WithHttpEndpoint().WithHttpHealthCheck("/health");

    public async Task StartAsync()
    {
        _application = await Builder.BuildAsync(Deadline);
        await _application.StartAsync(Deadline);
    }

    public async Task<int> PidAsync(string resource)
    {
        var running = await Notifications.WaitForResourceAsync(resource,
            change => change.Snapshot.State?.Text == KnownResourceStates.Running, Deadline);
        return PidOf(running);
    }

    public static int PidOf(ResourceEvent change) =>
        (int)change.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;

    public async Task<CustomResourceSnapshot> EndedAsync(string resource)
    {
        var ended = await Notifications.WaitForResourceAsync(resource,
            change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text), Deadline);
        return ended.Snapshot;
    }

    public async Task<IReadOnlyList<string>> LinesAsync(string resource)
    {
        var lines = new List<string>();
        await foreach (var batch in Loggers.GetAllAsync(Find(resource)).WithCancellation(Deadline))
            lines.AddRange(batch.Select(line => line.Content));
        return lines;
    }

    /// <summary>The first line that it writes, or has written, of some kind.</summary>
    public async Task<string> LineAsync(string resource, Func<string, bool> isWanted)
    {
        await foreach (var batch in Loggers.WatchAsync(Find(resource)).WithCancellation(Deadline))
        {
            if (batch.Select(line => line.Content).FirstOrDefault(isWanted) is { } found)
                return found;
        }

        throw new InvalidOperationException($"'{resource}' ended without such a line.");
    }

    private ResourceLoggerService Loggers => Application.Services.GetRequiredService<ResourceLoggerService>();

    private IResource Find(string resource) =>
        Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(one => one.Name == resource);

    public async ValueTask DisposeAsync()
    {
        await Builder.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }
}
