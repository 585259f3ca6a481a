using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages;

/// <summary>All pipelines, each with its newest run, a button for the next, and one that stops its schedule.</summary>
internal sealed class IndexModel(
    PipelineQueries pipelines, PipelinePause pause, RunRequests requests, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PipelineSummary> Pipelines { get; private set; } = [];

    public DateTimeOffset TakenAt { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Pipelines = await pipelines.ListAsync(cancellationToken);
        TakenAt = clock.GetUtcNow();
    }

    public async Task<IActionResult> OnPostRunAsync(string name, CancellationToken cancellationToken) =>
        await requests.CreateAsync(name, RunTrigger.Manual, cancellationToken) is { } id
            ? RedirectToPage("/Runs/Run", new { id })
            : NotFound();

    public Task<IActionResult> OnPostPauseAsync(string name, CancellationToken cancellationToken) =>
        SetPausedAsync(name, true, cancellationToken);

    public Task<IActionResult> OnPostResumeAsync(string name, CancellationToken cancellationToken) =>
        SetPausedAsync(name, false, cancellationToken);

    private async Task<IActionResult> SetPausedAsync(string name, bool isPaused, CancellationToken cancellationToken) =>
        await pause.SetAsync(name, isPaused, cancellationToken) ? RedirectToPage() : NotFound();
}
