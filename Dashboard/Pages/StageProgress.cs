using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Pages;

/// <summary>How far a stage of a run is, in batches.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Done">Batches that have passed it.</param>
/// <param name="Total">Batches known so far; more may come while the source is read.</param>
internal sealed record StageProgress(string Name, int Done, int Total)
{
    public static IReadOnlyList<StageProgress> Of(RunView run) =>
    [
        new("Extract", run.Batches.Extracted, run.Batches.Total),
        new("Transform", run.Batches.Transformed, run.Batches.Total),
        new("Load", run.Batches.Loaded, run.Batches.Total),
        new("Publish", run.Status == RunStatus.Succeeded ? 1 : 0, 1),
    ];

    /// <summary>The stage in words.</summary>
    public string Words => Name switch
    {
        "Publish" => Done == 1 ? "published" : "not yet",
        "Extract" => $"{Format.Count(Done)} batch{(Done == 1 ? "" : "es")} so far",
        _ => $"{Format.Count(Done)} of {Format.Count(Total)} batch{(Total == 1 ? "" : "es")}",
    };
}
