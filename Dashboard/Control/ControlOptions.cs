namespace EtlAspire.Dashboard.Control;

/// <summary>How patient the control loop is.</summary>
internal sealed class ControlOptions
{
    public const string SectionName = "Control";

    /// <summary>How long a run may stand still before its messages are sent again.</summary>
    public TimeSpan NudgeAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a run may stand still, for all that is sent again, before it is failed.</summary>
    public TimeSpan ProgressDeadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The folder with the definitions (<c>*.yaml</c>) that are imported at start; set by <c>ETL_PIPELINES_DIR</c>.</summary>
    public string? PipelinesDirectory { get; set; }
}
