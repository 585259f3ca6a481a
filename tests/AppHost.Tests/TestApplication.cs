using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Tests;

/// <summary>A small application of real processes, on Aspire's orchestrator.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private DistributedApplication? _application;

    public TestApplication()
    {
        // The AppHost's assembly knows where the orchestrator is.
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            AssemblyName = typeof(Settings).Assembly.GetName().Name,
            DisableDashboard = true,
        });
        Builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        _deadline.CancelAfter(TimeSpan.FromSeconds(60));
    }

    public IDistributedApplicationBuilder Builder { get; }

    public DistributedApplication Application => _application!;

    /// <summary>No test here takes longer.</summary>
    public CancellationToken Deadline => _deadline.Token;

    public IResourceBuilder<ExecutableResource> AddShell(string name, string script) =>
        Builder.AddExecutable(name, "/bin/sh", "/tmp", "-c", script);

    public async Task StartAsync()
    {
        _application = Builder.Build();
        await _application.StartAsync(Deadline);
    }

    public async Task<int> PidAsync(string resource, IReadOnlySet<int>? except = null)
    {
        var running = await Application.ResourceNotifications.WaitForResourceAsync(resource, change =>
            change.Snapshot.State?.Text == KnownResourceStates.Running && PidOf(change) is { } id && except?.Contains(id) != true, Deadline);
        return PidOf(running)!.Value;
    }

    public async Task<string?> EndedAsync(string resource)
    {
        var ended = await Application.ResourceNotifications.WaitForResourceAsync(resource,
            change => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text), Deadline);
        return ended.Snapshot.State?.Text;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync(CancellationToken.None);
            await _application.DisposeAsync();
        }

        _deadline.Dispose();
    }

    private static int? PidOf(ResourceEvent change) =>
        change.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?;
}
