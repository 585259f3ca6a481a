namespace EtlAspire.Dashboard.Runs;

/// <summary>What came of an action on a run.</summary>
/// <param name="RunId">The run that goes on: the same, or the new one of a replay; null when nothing was done.</param>
/// <param name="Reason">Why it was refused; null when there is no such run.</param>
internal sealed record RunActionResult(Guid? RunId, string? Reason)
{
    public static RunActionResult NotFound { get; } = new(null, null);

    public static RunActionResult Accepted(Guid runId) => new(runId, null);

    public static RunActionResult Refused(string reason) => new(null, reason);
}
