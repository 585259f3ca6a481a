using System.Globalization;

namespace EtlAspire.AppHost.Tests.Processes;

/// <summary>A process of this machine, as /proc shows it.</summary>
/// <param name="Id">Its number, which another may get later.</param>
/// <param name="StartedAt">Which that other does not share.</param>
/// <param name="CommandLine">Program and arguments.</param>
internal sealed record RunningProcess(int Id, string StartedAt, string CommandLine)
{
    private const int StartTime = 19; // proc(5): stat, counted from the field after the command

    /// <summary>Those that name a folder in their command line or environment, or work in it.</summary>
    public static IReadOnlyList<RunningProcess> ThatName(string folder) =>
        [.. from entry in Directory.EnumerateDirectories("/proc")
            let name = Path.GetFileName(entry)
            where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            where Names(entry, folder)
            let process = Find(int.Parse(name, CultureInfo.InvariantCulture))
            where process is not null
            select process];

    /// <summary>Whether it still runs, and is not only waiting to be reaped.</summary>
    public bool IsRunning() => Find(Id)?.StartedAt == StartedAt;

    private static RunningProcess? Find(int id)
    {
        var entry = $"/proc/{id}";
        var stat = Read(entry, "stat");
        return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [not ("Z" or "X"), ..] fields
            ? new RunningProcess(id, fields[StartTime], Read(entry, "cmdline").Replace('\0', ' '))
            : null;
    }

    private static bool Names(string entry, string folder) =>
        Read(entry, "cmdline").Contains(folder, StringComparison.Ordinal)
        || Read(entry, "environ").Contains(folder, StringComparison.Ordinal)
        || WorkingDirectory(entry).StartsWith(folder, StringComparison.Ordinal);

    // Nothing, for one that ended meanwhile or is another user's.
    private static string WorkingDirectory(string entry)
    {
        try
        {
            return new FileInfo(Path.Combine(entry, "cwd")).LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Read(string entry, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(entry, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
