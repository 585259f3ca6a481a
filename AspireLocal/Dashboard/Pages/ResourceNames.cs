using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Pages;

/// <summary>The resources that a page lets choose from.</summary>
internal static class ResourceNames
{
    public static IReadOnlyList<string> Of(TelemetryStore store) =>
        [.. store.Resources.Select(resource => resource.Name).Distinct(StringComparer.Ordinal)];

    public static string? Choose(string? name) => string.IsNullOrEmpty(name) ? null : name;
}
