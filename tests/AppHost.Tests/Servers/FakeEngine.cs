namespace EtlAspire.AppHost.Tests.Servers;

/// <summary>A container engine that says yes to everything, first on the path of this process until it is disposed.</summary>
internal sealed class FakeEngine : IDisposable
{
    private const string PathVariable = "PATH";

    private readonly string? _path = Environment.GetEnvironmentVariable(PathVariable);

    public FakeEngine(string folder)
    {
        var program = Path.Combine(folder, "docker");
        File.WriteAllText(program, "#!/bin/sh\nexit 0\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable(PathVariable, $"{folder}:{_path}");
    }

    public void Dispose() => Environment.SetEnvironmentVariable(PathVariable, _path);
}
