using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

/// <summary>Two resources that do nothing but remember what they were told.</summary>
internal sealed class FakeResources : IResourceService
{
    public List<(string Resource, string Command)> Executed { get; } = [];

    public IReadOnlyList<ResourceView> Resources { get; } =
    [
        new()
        {
            Id = "loader-abc", Name = "loader", DisplayName = "loader", Type = "Project", State = "Running",
            StartedAt = DateTimeOffset.UnixEpoch, Source = "dotnet exec Loader.dll",
            Urls = [new("http", "http://localhost:1234", false)],
            Environment = [new("DOTNET_ENVIRONMENT", "Development", false), new("ConnectionStrings__warehouse", "Password=hidden-one", true)],
            Commands = [new("stop", "Stop", true, null), new("start", "Start", false, null)],
        },
        new() { Id = "postgres-abc", Name = "postgres", DisplayName = "postgres", Type = "PostgresServer", State = "Exited", ExitCode = 3 },
    ];

    public async IAsyncEnumerable<ResourceView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var resource in Resources)
            yield return resource;
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(
        string resourceId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [new(1, "\u001b[32minfo\u001b[39m: started", false), new(2, "<script>alert(1)</script>", true)];
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task<string?> ExecuteAsync(string resourceId, string command, CancellationToken cancellationToken)
    {
        Executed.Add((resourceId, command));
        return Task.FromResult(command == "break" ? "It cannot." : null);
    }
}
