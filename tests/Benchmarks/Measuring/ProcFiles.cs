using System.Globalization;

namespace EtlAspire.Benchmarks.Measuring;

/// <summary>What Linux tells of a process under /proc. Nothing, for one that ended meanwhile or is another user's.</summary>
internal static class ProcFiles
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux
    private const string ResetPeak = "5"; // proc(5): clear_refs
    private const int UserTicks = 11; // proc(5): stat, counted from the field after the command
    private const int State = 0;
    private const int ParentId = 1;

    public static IEnumerable<MachineProcess> Processes() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let id = int.Parse(name, CultureInfo.InvariantCulture)
        let stat = Stat(id)
        where stat is not null
        select new MachineProcess(id, int.Parse(stat[ParentId], CultureInfo.InvariantCulture), CommandLine(id));

    /// <summary>Whether it still runs: one that has ended stays listed until its parent has asked how.</summary>
    public static bool IsRunning(int processId) => Stat(processId) is { } stat && stat[State] is not ("Z" or "X");

    public static string CommandLine(int processId) => Read(processId, "cmdline").Replace('\0', ' ');

    /// <summary>Processor time, that of its ended children as well: user and system of each.</summary>
    public static double CpuSeconds(int processId) => Stat(processId) is { } stat
        ? stat[UserTicks..(UserTicks + 4)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond
        : 0;

    /// <summary>The largest resident set so far, in bytes.</summary>
    public static long PeakBytes(int processId) => Bytes(processId, "status", "VmHWM:");

    /// <summary>Its proportional memory, in bytes: a page that three processes share counts a third for each.</summary>
    public static long ProportionalBytes(int processId) => Bytes(processId, "smaps_rollup", "Pss:");

    /// <summary>Lets the largest resident set start again from the present one. Whether that is allowed.</summary>
    public static bool TryResetPeak(int processId)
    {
        try
        {
            File.WriteAllText($"/proc/{processId}/clear_refs", ResetPeak);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>A variable of its environment, as it was at its start.</summary>
    public static string? Variable(int processId, string name) =>
        Read(processId, "environ").Split('\0')
            .FirstOrDefault(entry => entry.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static long Bytes(int processId, string file, string name)
    {
        var line = Read(processId, file).Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    // The command stands in brackets and may hold anything, brackets and spaces too.
    private static string[]? Stat(int processId)
    {
        var stat = Read(processId, "stat");
        return stat.Length == 0 ? null : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
