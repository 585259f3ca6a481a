using System.Globalization;
using System.Text.RegularExpressions;

namespace EtlAspire.Dashboard.Control;

/// <summary>What a person sets to limit the lake: <c>ETL_LAKE_MAX_AGE</c> and <c>ETL_LAKE_MAX_SIZE</c>.</summary>
internal static partial class RetentionSetting
{
    public const string Age = "ETL_LAKE_MAX_AGE";
    public const string Size = "ETL_LAKE_MAX_SIZE";

    /// <summary>What is wrong with the settings, in a line; null when they can be used. Both may be unset.</summary>
    public static string? FindMistake(string? age, string? size)
    {
        if (!string.IsNullOrEmpty(age) && ParseAge(age) is null)
            return $"{Age} is '{age}': write days or hours, such as 30d or 12h, or leave it unset to keep files of any age.";
        return !string.IsNullOrEmpty(size) && ParseSize(size) is null
            ? $"{Size} is '{size}': write megabytes or gigabytes, such as 500MB or 50GB, or leave it unset to keep files of any size."
            : null;
    }

    /// <summary>Reads <c>30d</c> or <c>12h</c>; null when it is neither.</summary>
    public static TimeSpan? ParseAge(string? text) => AgePattern.Match(text ?? "") is { Success: true } match
        ? TimeSpan.FromHours(Number(match) * (match.Groups["unit"].Value == "d" ? 24 : 1))
        : null;

    /// <summary>Reads <c>500MB</c> or <c>50GB</c>, of 1,000 and not 1,024; null when it is neither.</summary>
    public static long? ParseSize(string? text) => SizePattern.Match(text ?? "") is { Success: true } match
        ? Number(match) * (match.Groups["unit"].Value == "GB" ? 1_000_000_000L : 1_000_000L)
        : null;

    private static int Number(Match match) => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<number>[1-9][0-9]{0,4})(?<unit>d|h)\z")]
    private static partial Regex AgePattern { get; }

    [GeneratedRegex(@"^(?<number>[1-9][0-9]{0,5})(?<unit>MB|GB)\z")]
    private static partial Regex SizePattern { get; }
}
