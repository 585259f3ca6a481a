namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Measures for how long a run stands still, and when it is to be nudged. Only the pauses between nudges count, so the time
/// in which no control loop was there to nudge fails no run.
/// </summary>
internal sealed class Patience(TimeSpan firstPause)
{
    private const int LongestPauseInFirstPauses = 32;

    /// <param name="progressAt">When the run last got anywhere.</param>
    /// <param name="nudgedAt">When it was last nudged, or got its lease.</param>
    /// <param name="nudges">How many nudges in a row are recorded.</param>
    /// <param name="now">The time.</param>
    public Standstill Measure(DateTimeOffset progressAt, DateTimeOffset? nudgedAt, int nudges, DateTimeOffset now)
    {
        var inVain = nudgedAt >= progressAt ? nudges : 0;
        var quiet = now - (nudgedAt > progressAt ? nudgedAt.Value : progressAt);
        var pause = PauseAfter(inVain);
        var pauses = Enumerable.Range(0, inVain).Aggregate(TimeSpan.Zero, (sum, nudge) => sum + PauseAfter(nudge));
        return new Standstill(pauses + (quiet < pause ? quiet : pause), inVain, quiet >= pause);
    }

    private TimeSpan PauseAfter(int nudges) => firstPause * Math.Min(Math.Pow(2, nudges), LongestPauseInFirstPauses);
}

/// <summary>How a run stands still.</summary>
/// <param name="Length">For how long, as far as the control loop has watched.</param>
/// <param name="Nudges">How many nudges were in vain.</param>
/// <param name="NudgeIsDue">Whether the pause since the last one is over.</param>
internal sealed record Standstill(TimeSpan Length, int Nudges, bool NudgeIsDue);
