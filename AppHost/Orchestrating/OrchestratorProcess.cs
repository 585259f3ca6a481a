using System.Globalization;

namespace EtlAspire.AppHost.Orchestrating;

/// <summary>
/// Finds Aspire's orchestrator, which is no child of the AppHost: <c>dcp start-apiserver --monitor (the AppHost)</c>, and below
/// it <c>dcp run-controllers</c>, which starts everything.
/// </summary>
internal static class OrchestratorProcess
{
    private const string Controllers = "run-controllers";

    /// <summary>Both processes; none while they are not both there yet.</summary>
    public static IReadOnlyList<int> Find(int appHostId)
    {
        var monitor = string.Create(CultureInfo.InvariantCulture, $"start-apiserver --monitor {appHostId} ");
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => (Id: int.Parse(name, CultureInfo.InvariantCulture), CommandLine: Read(name, "cmdline").Replace('\0', ' ')))
            .ToList();
        foreach (var server in processes.Where(process => process.CommandLine.Contains(monitor, StringComparison.Ordinal)))
        {
            var controllers = processes.Find(process => process.CommandLine.Contains(Controllers, StringComparison.Ordinal)
                && Parent(process.Id) == server.Id);
            if (controllers.Id != 0)
                return [server.Id, controllers.Id];
        }

        return [];
    }

    /// <summary>Whether it runs, and is not only waiting to be reaped.</summary>
    public static bool IsAlive(int processId) => Stat(processId) is [not ("Z" or "X"), ..];

    private static int Parent(int processId) =>
        Stat(processId) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    // State, parent and more; the command before them stands in brackets and may hold anything.
    private static string[] Stat(int processId)
    {
        var stat = Read(processId.ToString(CultureInfo.InvariantCulture), "stat");
        return stat.Length == 0 ? [] : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
