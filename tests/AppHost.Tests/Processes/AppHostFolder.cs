using EtlAspire.AppHost.Servers;

namespace EtlAspire.AppHost.Tests.Processes;

/// <summary>A folder for the data of AppHosts, one after the other, and all that runs on it. Disposed, neither is left.</summary>
internal sealed class AppHostFolder : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public AppHostFolder()
    {
        Path = Directory.CreateTempSubdirectory("etl-apphost-").FullName;
        File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101); // temporary folders are private; postgres must pass
        foreach (var folder in (string[])[Home, Temporary])
            Directory.CreateDirectory(folder);
    }

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Home => System.IO.Path.Combine(Path, "home");

    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    public AppHostProcess Start(AppHostPorts ports, params IEnumerable<KeyValuePair<string, string>> settings) =>
        AppHostProcess.Start(this, ports, settings);

    /// <summary>
    /// What runs on it: the AppHost, its orchestrator, and all below. They have the folder in their environment, or work in it
    /// (PostgreSQL's children write over their environment).
    /// </summary>
    public IReadOnlyList<RunningProcess> Processes() => RunningProcess.ThatName(Path);

    /// <summary>Waits until nothing runs on it.</summary>
    public Task EmptyAsync(TimeSpan deadline) => Eventually.TrueAsync(() => Processes().Count == 0, deadline,
        () => $"These still run:\n{string.Join('\n', Processes())}", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Eventually.TrueAsync(HaveKilledAll, Deadline, () => $"These do not end:\n{string.Join('\n', Processes())}",
            CancellationToken.None);
        Directory.Delete(Path, recursive: true);
    }

    // Again and again: what is killed may just have started something.
    private bool HaveKilledAll()
    {
        var processes = Processes();
        foreach (var process in processes)
            Signals.Send(process.Id, Signals.Kill);
        return processes.Count == 0;
    }
}
