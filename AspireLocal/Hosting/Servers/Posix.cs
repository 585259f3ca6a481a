using System.Runtime.InteropServices;

namespace Aspire.Hosting.Servers;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static class Posix
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigTerm = 15;

    /// <summary>Sends a signal; a process that has already ended is not an error.</summary>
    public static void Kill(int processId, int signal) => _ = SendSignal(processId, signal);

    /// <summary>The path with every symbolic link followed, as /proc shows it.</summary>
    public static string RealPath(string path)
    {
        var resolved = ResolvePath(path, nint.Zero);
        if (resolved == nint.Zero)
            return path;

        try
        {
            return Marshal.PtrToStringUTF8(resolved)!;
        }
        finally
        {
            Free(resolved);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int processId, int signal);

    [DllImport("libc", EntryPoint = "realpath", CharSet = CharSet.Ansi, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint ResolvePath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint resolved);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void Free(nint memory);
}
