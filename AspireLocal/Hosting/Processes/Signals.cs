using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

internal static class Signals
{
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>setpriv of util-linux 2.38 takes names only.</summary>
    public static string NameOf(int signal) => signal switch
    {
        2 => "INT",
        3 => "QUIT",
        Kill => "KILL",
        Terminate => "TERM",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Not a signal to end a process with."),
    };

    public static void Send(int processId, int signal) => _ = SendSignal(processId, signal);

    /// <summary>Reaches the process's own descendants too: each child is started as the head of a group.</summary>
    public static void SendToGroup(int processId, int signal) => _ = SendSignal(-processId, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
