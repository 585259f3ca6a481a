using System.Runtime.InteropServices;

namespace EtlAspire.AppHost.Servers;

/// <summary>What .NET does not offer of paths.</summary>
internal static class RealPath
{
    /// <summary>The path with every symbolic link followed, as /proc shows it.</summary>
    public static string Of(string path)
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

    [DllImport("libc", EntryPoint = "realpath")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ResolvePath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, nint resolved);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Free(nint memory);
}
