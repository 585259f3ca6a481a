using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Servers;

/// <summary>
/// Ends what an earlier AppHost left running on a data directory. A process counts as the server of that directory
/// if it runs the server's program and works in the directory: a pid file may be missing, or name a process that
/// got the same number later, so it is not asked. No other AppHost can be using the directory: it would have the lock.
/// </summary>
internal static partial class LeftoverServer
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static async Task EndAsync(string program, string dataDirectory, int stopSignal, ILogger logger,
        CancellationToken cancellationToken)
    {
        var leftovers = Find(program, dataDirectory);
        if (leftovers.Count == 0)
            return;

        LogEnding(logger, program, string.Join(", ", leftovers), dataDirectory);
        SignalAll(leftovers, stopSignal);
        if (!await HaveEndedAsync(program, dataDirectory, cancellationToken))
        {
            SignalAll(Find(program, dataDirectory), Signals.Kill);
            if (!await HaveEndedAsync(program, dataDirectory, cancellationToken))
            {
                throw new InvalidOperationException(
                    $"An earlier {program} still runs on {dataDirectory} and does not end. End it, then start again.");
            }
        }
    }

    private static List<int> Find(string program, string dataDirectory)
    {
        var folder = RealPath.Of(dataDirectory);
        return [.. from entry in Directory.EnumerateDirectories("/proc")
                   let name = Path.GetFileName(entry)
                   where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                   where Path.GetFileName(LinkTarget(entry, "exe")) == program && LinkTarget(entry, "cwd") == folder
                   select int.Parse(name, CultureInfo.InvariantCulture)];
    }

    private static void SignalAll(List<int> processes, int signal)
    {
        foreach (var process in processes)
            Signals.Send(process, signal);
    }

    private static async Task<bool> HaveEndedAsync(string program, string dataDirectory, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Grace)
        {
            if (Find(program, dataDirectory).Count == 0)
                return true;
            await Task.Delay(PollInterval, cancellationToken);
        }

        return false;
    }

    // Null for processes that ended meanwhile, and for those of other users.
    private static string? LinkTarget(string processFolder, string link)
    {
        try
        {
            return new FileInfo(Path.Combine(processFolder, link)).LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Ending {Program} (process {Processes}), left on {DataDirectory} by an earlier run")]
    private static partial void LogEnding(ILogger logger, string program, string processes, string dataDirectory);
}
