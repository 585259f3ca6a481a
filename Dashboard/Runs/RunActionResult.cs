namespace EtlAspire.Dashboard.Runs;

/// <summary>What came of an action on a run.</summary>
/// <param name="RunId">The run that goes on: the same, or the new one of a replay; null when nothing was done.</param>
/// <param name="Reason">Why it was refused; null when there is no such run.</param>
/// <param name="Kind">What to call the reason where the caller can do something about it.</param>
internal sealed record RunActionResult(Guid? RunId, string? Reason, string? Kind = null)
{
    /// <summary>A replay that may be forced.</summary>
    public const string Superseded = "superseded";

    public static RunActionResult NotFound { get; } = new(null, null);

    public static RunActionResult Accepted(Guid runId) => new(runId, null);

    public static RunActionResult Refused(string reason, string? kind = null) => new(null, reason, kind);
}
