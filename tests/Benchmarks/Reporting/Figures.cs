namespace EtlAspire.Benchmarks.Reporting;

/// <summary>How figures are written.</summary>
internal static class Figures
{
    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00} s";

    public static string Seconds(double seconds) => $"{seconds:0.00} s";

    public static string Milliseconds(double milliseconds) => $"{milliseconds:0} ms";

    public static string Megabytes(double bytes) => $"{bytes / 1e6:N0} MB";

    public static string Ratio(double ratio) => $"{ratio:0.00} ×";

    public static string Load(double load) => $"{load:0.00}";

    public static string Count(double number) => $"{number:N0}";
}
