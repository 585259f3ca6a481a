namespace Aspire.Hosting.Servers;

/// <summary>A child process to start. <paramref name="StopSignal"/> asks it to end; <paramref name="DeathSignal"/> is sent when the AppHost dies.</summary>
internal sealed record ServerProcess(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment, int StopSignal = 15, int DeathSignal = 9, string? User = null);

internal sealed record ServerSettings(string Name, string DataDirectory, int Port, string UserName, string Password);
