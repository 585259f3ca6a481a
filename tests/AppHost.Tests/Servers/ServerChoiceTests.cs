using EtlAspire.AppHost.Servers;
using EtlAspire.AppHost.Tests.Processes;

namespace EtlAspire.AppHost.Tests.Servers;

public sealed class ServerChoiceTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly AppHostFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Containers_without_an_engine_are_refused_in_one_sentence()
    {
        // No engine is on this path, wherever the tests run.
        using var appHost = _folder.Start(AppHostPorts.Free(),
            KeyValuePair.Create(ServerChoice.Key, "containers"), KeyValuePair.Create("PATH", _folder.Temporary));

        Assert.Equal(1, await appHost.ExitedAsync(Deadline));
        Assert.Equal(["ETL_SERVERS is 'containers', but neither docker nor podman answers: start one, or set ETL_SERVERS=processes."],
            appHost.Errors);
    }
}
