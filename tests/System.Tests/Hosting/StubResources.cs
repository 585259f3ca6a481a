using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EtlAspire.SystemTests.Hosting;

/// <summary>One resource that has something of everything, and does nothing.</summary>
internal sealed class StubResources : IResourceService
{
    public IReadOnlyList<ResourceView> Resources { get; } =
    [
        new()
        {
            Id = "loader-abcdefgh", Name = "loader", DisplayName = "loader", Type = "Project", State = "Running",
            Health = HealthStatus.Healthy, HealthReports = [new("loader_http_/health_200_check", HealthStatus.Healthy, null)],
            StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Source = "dotnet exec EtlAspire.Loader.dll",
            Urls = [new("http", "http://localhost:1234", false)],
            Environment = [new("DOTNET_ENVIRONMENT", "Development", false), new("ETL_TOKEN", "a-secret", true)],
            Commands = [new("stop", "Stop", true, null), new("restart", "Restart", true, null)],
        },
    ];

    public async IAsyncEnumerable<ResourceView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(
        string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [new(1, "\u001b[32minfo\u001b[39m: EtlAspire.Loader[0]", false), new(2, "      Loaded <10> rows", false)];
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task<string?> ExecuteAsync(string resourceId, string command, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
