using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Pages;

/// <summary>How far a stage of a run is, in batches.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Done">Batches that have passed it.</param>
/// <param name="Total">Batches known so far; more may come while the source is read.</param>
/// <param name="IsOpen">Whether the run goes on.</param>
internal sealed record StageProgress(string Name, int Done, int Total, bool IsOpen)
{
    public static IReadOnlyList<StageProgress> Of(RunView run) =>
    [
        new("Extract", run.Batches.Extracted, run.Batches.Total, run.Status.IsOpen),
        new("Transform", run.Batches.Transformed, run.Batches.Total, run.Status.IsOpen),
        new("Load", run.Batches.Loaded, run.Batches.Total, run.Status.IsOpen),
        new("Publish", run.Status == RunStatus.Succeeded ? 1 : 0, 1, run.Status.IsOpen),
    ];

    /// <summary>The stage in words.</summary>
    public string Words => Name switch
    {
        "Publish" when Done == 1 => "published",
        "Publish" => IsOpen ? "not yet" : "not published",
        "Extract" => Batches(Done) + (IsOpen ? " so far" : ""),
        _ when Total == 0 => IsOpen ? "no batch yet" : "no batch",
        _ => $"{Format.Count(Done)} of {Batches(Total)}",
    };

    private static string Batches(int count) => $"{Format.Count(count)} batch{(count == 1 ? "" : "es")}";
}
