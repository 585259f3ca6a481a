namespace Aspire.Hosting.DashboardHost;

/// <summary>Tells variables that are nothing for a screen.</summary>
internal static class SecretVariables
{
    private static readonly string[] Names =
        ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "KEY", "HEADERS", "CREDENTIAL", "CONNECTIONSTRINGS__", "_DEFAULT_PASS"];

    public static bool Has(string name, string? value) =>
        Names.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
        || (value is not null && (value.Contains("password=", StringComparison.OrdinalIgnoreCase) || HasUserInfo(value)));

    private static bool HasUserInfo(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.UserInfo.Contains(':', StringComparison.Ordinal);
}
