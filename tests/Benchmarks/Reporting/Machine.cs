using System.Globalization;
using System.Runtime.InteropServices;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>What it was measured on.</summary>
internal static class Machine
{
    private const string RabbitMqFolder = "/usr/lib/rabbitmq/lib";
    private const string RabbitMqPrefix = "rabbitmq_server-";

    public static string Processor => $"{Value("/proc/cpuinfo", "model name", ':') ?? "unknown"}, {Environment.ProcessorCount} cores";

    public static string Memory => $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30):0} GiB";

    /// <summary>How many processes wanted a processor, on average over the last minute.</summary>
    public static double Load => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    public static string System => Value("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    public static string DotNet => RuntimeInformation.FrameworkDescription;

    public static string RabbitMq => Directory.Exists(RabbitMqFolder)
        ? Directory.EnumerateDirectories(RabbitMqFolder, $"{RabbitMqPrefix}*")
            .Select(folder => Path.GetFileName(folder)[RabbitMqPrefix.Length..])
            .FirstOrDefault() ?? "unknown"
        : "unknown";

    private static string? Value(string file, string name, char separator) => File.Exists(file)
        ? File.ReadLines(file)
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(separator, StringComparison.Ordinal) + 1)..].Trim())
            .FirstOrDefault()
        : null;
}
