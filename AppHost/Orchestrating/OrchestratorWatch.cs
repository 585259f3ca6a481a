using EtlAspire.AppHost.Servers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// Ends the AppHost when its orchestrator has died: everything that it started dies with it, and nobody would start it again.
/// Ends the orchestrator when the AppHost has stopped: all that it started is gone by then, and it would linger for 2 s.
/// </summary>
internal sealed partial class OrchestratorWatch(IHostApplicationLifetime lifetime, ILogger<OrchestratorWatch> logger)
    : BackgroundService
{
    private const int Failed = 1;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // There is nobody left who could answer Aspire, whose own stop would wait for that.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    private IReadOnlyList<int> _processes = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lifetime.ApplicationStopped.Register(EndOrchestrator);
        using var timer = new PeriodicTimer(PollInterval);
        do
        {
            if (_processes.Count == 0)
                _processes = OrchestratorProcess.Find(Environment.ProcessId);
            else if (!_processes.All(OrchestratorProcess.IsAlive))
                break;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));

        LogGone();
        Environment.ExitCode = Failed;
        lifetime.StopApplication();
        await Task.Delay(StopGrace, CancellationToken.None);
        Environment.Exit(Failed);
    }

    private void EndOrchestrator()
    {
        foreach (var process in _processes.Where(OrchestratorProcess.IsAlive))
            Signals.Send(process, Signals.Terminate);
    }

    [LoggerMessage(LogLevel.Critical,
        "Aspire's orchestrator (dcp) has ended, and all that it started with it: this AppHost ends too. Start it again; nothing is lost.")]
    private partial void LogGone();
}
