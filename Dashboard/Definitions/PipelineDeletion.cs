namespace EtlAspire.Dashboard.Definitions;

/// <summary>What came of deleting a pipeline.</summary>
/// <param name="IsDone">Whether it was deleted.</param>
/// <param name="Reason">Why not; null when there is no such pipeline.</param>
/// <param name="OpenRun">The run that is in the way.</param>
internal sealed record PipelineDeletion(bool IsDone, string? Reason = null, OpenRun? OpenRun = null)
{
    public static readonly PipelineDeletion Done = new(true);

    public static readonly PipelineDeletion NotFound = new(false);
}

/// <summary>A run that has not ended.</summary>
internal sealed record OpenRun(Guid Id, long Number);
