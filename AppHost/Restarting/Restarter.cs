using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Restarting;

/// <summary>
/// Watches the resources marked for it. One that reaches an end without passing through "Stopping" has died; one that has
/// never run is left alone, for then something is wrong that another try will not mend.
/// </summary>
internal sealed partial class Restarter(ResourceNotificationService notifications, ResourceCommandService commands,
    ILogger<Restarter> logger) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Life> _lives = [];
    private readonly TimeProvider _clock = TimeProvider.System;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
            if (change.Resource.Annotations.OfType<RestartAnnotation>().Any())
                Follow(change, stoppingToken);
    }

    private void Follow(ResourceEvent change, CancellationToken stoppingToken)
    {
        if (!_lives.TryGetValue(change.ResourceId, out var life))
            _lives[change.ResourceId] = life = new Life();

        var state = change.Snapshot.State?.Text;
        if (state == KnownResourceStates.Stopping)
            life.IsStopping = true;

        if (!KnownResourceStates.TerminalStates.Contains(state))
        {
            life.IsAwaitingStart = false;
            if (state != KnownResourceStates.Running)
                return;

            life.HasRun = true;
            life.IsStopping = false;
            life.HealthySince = change.Snapshot.HealthStatus == HealthStatus.Healthy
                ? life.HealthySince ?? _clock.GetUtcNow()
                : null;
            return;
        }

        if (!life.HasRun || life.IsStopping || life.IsAwaitingStart)
            return;

        if (_clock.GetUtcNow() - life.HealthySince >= Recovered)
            life.Deaths = 0;
        var delay = TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, FirstDelay.Ticks << Math.Min(life.Deaths, 5)));
        life.Deaths++;
        life.HealthySince = null;
        life.IsAwaitingStart = true;
        LogDied(change.ResourceId, HowItEnded(change.Snapshot.ExitCode), delay.TotalSeconds);
        _ = StartAsync(change.ResourceId, delay, stoppingToken);
    }

    private async Task StartAsync(string resourceId, TimeSpan delay, CancellationToken stoppingToken)
    {
        await Task.Delay(delay, _clock, stoppingToken);
        await commands.ExecuteCommandAsync(resourceId, KnownResourceCommands.StartCommand, stoppingToken);
    }

    // The orchestrator knows no exit code of what a signal ended, and says -1.
    private static string HowItEnded(int? exitCode) => exitCode is null or < 0
        ? "was killed"
        : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {exitCode}");

    [LoggerMessage(LogLevel.Warning, "{Resource} {End}: starting it again in {Seconds} s")]
    private partial void LogDied(string resource, string end, double seconds);

    private sealed class Life
    {
        public bool HasRun { get; set; }

        public bool IsStopping { get; set; }

        /// <summary>A start is on its way; until it shows, more news of the same end is no second death.</summary>
        public bool IsAwaitingStart { get; set; }

        public int Deaths { get; set; }

        public DateTimeOffset? HealthySince { get; set; }
    }
}
