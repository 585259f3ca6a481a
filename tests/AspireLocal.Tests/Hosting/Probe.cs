using System.Runtime.CompilerServices;

namespace EtlAspire.AspireLocal.Tests.Hosting;

/// <summary>What StandIn.targets would generate for the probe; its assembly is copied beside the tests'.</summary>
internal sealed class Probe : IProjectMetadata, IProjectOutput
{
    public string ProjectPath => Path.GetFullPath("../../HostingProbe/HostingProbe.csproj", Folder());

    public string AssemblyPath => Path.Combine(AppContext.BaseDirectory, "EtlAspire.HostingProbe.dll");

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
