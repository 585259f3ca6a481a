using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// Ends the AppHost when its orchestrator has died: everything that it started dies with it, and nobody would start it again.
/// </summary>
internal sealed partial class OrchestratorWatch(IHostApplicationLifetime lifetime, ILogger<OrchestratorWatch> logger)
    : BackgroundService
{
    private const int Failed = 1;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // There is nobody left who could answer Aspire, whose own stop would wait for that.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollInterval);
        IReadOnlyList<int> processes = [];
        do
        {
            if (processes.Count == 0)
                processes = OrchestratorProcess.Find(Environment.ProcessId);
            else if (!processes.All(OrchestratorProcess.IsAlive))
                break;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));

        LogGone();
        Environment.ExitCode = Failed;
        lifetime.StopApplication();
        await Task.Delay(StopGrace, CancellationToken.None);
        Environment.Exit(Failed);
    }

    [LoggerMessage(LogLevel.Critical,
        "Aspire's orchestrator (dcp) has ended, and all that it started with it: this AppHost ends too. Start it again; nothing is lost.")]
    private partial void LogGone();
}
