using System.Diagnostics;
using System.Runtime.InteropServices;
using EtlAspire.Benchmarks.Measuring;

namespace EtlAspire.Benchmarks.Hosting;

/// <summary>Ends the system as whoever started it does, by a signal to the AppHost, and sees to it that nothing is left.</summary>
internal static class SystemStop
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan AppHostGrace = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until the last of its processes is gone. Gives those that outlived the AppHost and were killed.</summary>
    public static async Task<IReadOnlyList<SystemProcess>> EndAsync(Process appHost)
    {
        // Noted over and over: once the AppHost is gone, nothing tells whose children they were.
        var known = new HashSet<SystemProcess>(ProcessTree.Of(appHost.Id));
        if (!appHost.HasExited)
            _ = SendSignal(appHost.Id, Terminate);
        await UntilAsync(() => appHost.HasExited, AppHostGrace);
        await UntilAsync(() => Running().Count == 0, Grace);

        var survivors = Running();
        foreach (var survivor in survivors)
            _ = SendSignal(survivor.Id, Kill);
        await UntilAsync(() => Running().Count == 0, KillGrace);
        return survivors;

        List<SystemProcess> Running() => [.. known.Where(process => ProcFiles.IsRunning(process.Id))];

        async Task UntilAsync(Func<bool> isTrue, TimeSpan deadline)
        {
            var started = Stopwatch.GetTimestamp();
            while (!isTrue() && Stopwatch.GetElapsedTime(started) < deadline)
            {
                await Task.Delay(PollInterval);
                known.UnionWith(ProcessTree.Of(appHost.Id));
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
