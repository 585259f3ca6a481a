using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

internal static class Signals
{
    public const int Terminate = 15;
    public const int Kill = 9;

    public static void Send(int processId, int signal) => _ = SendSignal(processId, signal);

    /// <summary>Reaches the process's own descendants too: each child is started as the head of a group.</summary>
    public static void SendToGroup(int processId, int signal) => _ = SendSignal(-processId, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
