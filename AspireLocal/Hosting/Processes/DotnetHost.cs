using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

internal static class DotnetHost
{
    /// <summary>The dotnet that runs us: it has the runtime that our services were built for.</summary>
    public static string Path { get; } =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
