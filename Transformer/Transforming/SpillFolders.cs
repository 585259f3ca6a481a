using System.Diagnostics;
using System.Globalization;

namespace EtlAspire.Transformer.Transforming;

/// <summary>
/// The folders that DuckDB spills into, one a batch. Each carries the number of its process, so that the next Transformer
/// to start removes what a killed one has left behind, and nothing that another one is using.
/// </summary>
internal sealed class SpillFolders : IHostedService
{
    private const string Prefix = "etl-transformer-";

    public static DirectoryInfo Create() => Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            if (IsAbandoned(folder.Name))
                Remove(folder);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // Another Transformer was faster, or it belongs to another user, whose own Transformer removes it.
        }
    }

    private static bool IsAbandoned(string name) =>
        int.TryParse(name[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && !IsRunning(processId);

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false; // there is no such process
        }
    }
}
