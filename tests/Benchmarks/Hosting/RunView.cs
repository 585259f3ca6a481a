namespace EtlAspire.Benchmarks.Hosting;

/// <summary>A run as the HTTP API shows it, as far as it matters here.</summary>
internal sealed record RunView(
    Guid Id, long Number, string Status, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt,
    ReceiptView Receipt, ErrorView? Error);

internal sealed record ReceiptView(long Extracted, long Filtered, long Quarantined, long Loaded, bool Balanced);

internal sealed record ErrorView(string Stage, string Kind, string Message, string Hint);

/// <summary>A run that succeeded.</summary>
/// <param name="Run">The run.</param>
/// <param name="Observed">From the request to the answer that said so, as the client saw it.</param>
internal sealed record FinishedRun(RunView Run, TimeSpan Observed)
{
    /// <summary>From the request to the end, by the system's own clock.</summary>
    public TimeSpan Recorded => Run.FinishedAt!.Value - Run.RequestedAt;
}
