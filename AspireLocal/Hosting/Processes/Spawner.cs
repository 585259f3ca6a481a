using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Starts every child from one thread that lives as long as this process. Linux sends the parent-death signal when the
/// <em>thread</em> that started the child ends, so a child started from the pool would die with its pool thread.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Requests = [];

    static Spawner() => new Thread(Run) { IsBackground = true, Name = "child processes" }.Start();

    public static Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add((info, started));
        return started.Task;
    }

    private static void Run()
    {
        foreach (var (info, started) in Requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException
                or InvalidOperationException)
            {
                started.SetException(exception);
            }
        }
    }
}
