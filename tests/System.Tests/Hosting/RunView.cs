namespace EtlAspire.SystemTests.Hosting;

/// <summary>A run as the HTTP API shows it (design: HTTP API).</summary>
public sealed record RunView(
    Guid Id, long Number, string Pipeline, int Version, string Trigger, string Status,
    DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? TraceId,
    ReceiptView Receipt, BatchesView Batches, IReadOnlyList<TableView> Tables, ErrorView? Error);

public sealed record ReceiptView(long Extracted, long Filtered, long Quarantined, long Loaded, bool Balanced);

public sealed record BatchesView(int Total, int Extracted, int Transformed, int Loaded);

public sealed record TableView(string Name, long Rows);

public sealed record ErrorView(string Stage, string Kind, string Message, string Hint);

public sealed record RejectView(string Stage, string Reason, string Resource, string Record, long Position);
