using System.Text.Json.Serialization;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Dashboard.Runs;

/// <summary>A run as the API gives it and the pages show it; until it is published its receipt holds the sums so far.</summary>
internal sealed record RunView(
    Guid Id,
    long Number,
    string Pipeline,
    int Version,
    RunTrigger Trigger,
    RunStatus Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? TraceId,
    ReceiptView Receipt,
    BatchCounts Batches,
    IReadOnlyList<TableRows> Tables,
    IReadOnlyList<RunWarning> Warnings,
    RunError? Error,
    [property: JsonIgnore] DateTimeOffset? LakeRemovedAt); // when its files were removed from the lake; for the pages

/// <summary>Records of a run: extracted = loaded + quarantined + filtered once it is balanced.</summary>
internal sealed record ReceiptView(long Extracted, long Filtered, long Quarantined, long Loaded, bool Balanced)
{
    /// <summary>Records that are on their way, or were when the run ended; for the pages.</summary>
    [JsonIgnore]
    public long Underway => Extracted - Filtered - Quarantined - Loaded;
}

/// <summary>Batches of a run by how far they are; <paramref name="Total"/> is how many are known so far.</summary>
internal sealed record BatchCounts(int Total, int Extracted, int Transformed, int Loaded);

/// <summary>A published table and the rows that the run brought into it.</summary>
internal sealed record TableRows(string Name, long Rows);
