using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Runs;

/// <summary>All runs, newest first.</summary>
internal sealed class RunsModel(RunQueries runs, PipelineQueries pipelines, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Pipeline { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<string> Pipelines { get; private set; } = [];

    public IReadOnlyList<RunView> Runs { get; private set; } = [];

    /// <summary>Where the next page begins; null when this is the last.</summary>
    public long? NextBefore { get; private set; }

    public DateTimeOffset TakenAt { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Pipelines = [.. (await pipelines.ListAsync(cancellationToken)).Select(pipeline => pipeline.Name)];
        var filter = new RunFilter(
            string.IsNullOrEmpty(Pipeline) ? null : Pipeline,
            !string.IsNullOrEmpty(Status) && RunStates.TryParse(Status, out var status) ? status : null,
            RunFilter.DefaultLimit,
            Before);
        Runs = await runs.ListAsync(filter, cancellationToken);
        NextBefore = Runs.Count == filter.Limit ? Runs[^1].Number : null;
        TakenAt = clock.GetUtcNow();
    }
}
