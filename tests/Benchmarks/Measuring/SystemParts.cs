using System.Globalization;
using System.Text.RegularExpressions;

namespace EtlAspire.Benchmarks.Measuring;

/// <summary>
/// What the processes of the system belong to: one of our services, by its name, or what hosts and serves them. A service
/// runs as <c>dotnet exec …/EtlAspire.Loader.dll</c>, or as the built program <c>…/EtlAspire.Loader</c>.
/// </summary>
internal static partial class SystemParts
{
    public const string Dashboard = "Dashboard";
    public const string AppHost = "AppHost";
    public const string AspireDashboard = "Aspire's dashboard";
    public const string Dcp = "DCP";
    public const string RabbitMq = "RabbitMQ";
    public const string PostgreSql = "PostgreSQL";

    private static readonly string[] Others = [AppHost, AspireDashboard, Dcp, RabbitMq, PostgreSql];

    /// <summary>Whether it is one of our own, and neither their host nor a server that they use.</summary>
    public static bool IsOwn(string part) => !Others.Contains(part);

    /// <summary>Our own by name, then the others.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> parts) =>
        parts.Distinct().OrderBy(part => Array.IndexOf(Others, part)).ThenBy(part => part, StringComparer.Ordinal);

    /// <summary>What a process belongs to; null says: to whatever started it.</summary>
    public static string? Recognise(string commandLine)
    {
        if (OwnProgram().Match(commandLine) is { Success: true } own)
            return own.Groups["name"].Value;
        if (AspireDashboardProgram().IsMatch(commandLine))
            return AspireDashboard;
        if (Orchestrator().IsMatch(commandLine))
            return Dcp;
        if (commandLine.Contains("/bin/postgres ", StringComparison.Ordinal))
            return PostgreSql;
        return commandLine.Contains("/beam.smp ", StringComparison.Ordinal) ? RabbitMq : null;
    }

    /// <summary>Whether it is the DCP of this AppHost: it is nobody's child, and ends when the AppHost does.</summary>
    public static bool IsOrchestratorOf(int appHostId, string commandLine) =>
        Orchestrator().Match(commandLine) is { Success: true } match
        && match.Groups["monitored"].Value == appHostId.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(^|[/ ])EtlAspire\.(?<name>\w+)(\.dll)?( |$)")]
    private static partial Regex OwnProgram();

    // Not our own Dashboard's, whose name ends the same.
    [GeneratedRegex(@"(^|[/ ])Aspire\.Dashboard(\.dll)?( |$)")]
    private static partial Regex AspireDashboardProgram();

    [GeneratedRegex(@"(^|/)dcp start-apiserver .*--monitor (?<monitored>\d+)( |$)")]
    private static partial Regex Orchestrator();
}
