using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Pages;

internal static class RunTimes
{
    /// <summary>How long an ended run took, from the moment it got its turn.</summary>
    public static string Took(RunView run) =>
        run is { StartedAt: { } started, FinishedAt: { } finished } ? Format.Duration(finished - started) : "—";
}
