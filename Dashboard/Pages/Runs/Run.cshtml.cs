using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Runs;

/// <summary>One run: where it is, what came of it and what can be done with it.</summary>
internal sealed class RunModel(RunQueries runs, RunActions actions, RunLog log, TimeProvider clock) : PageModel
{
    private const int MaxLogLines = 500;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public RunView Run { get; private set; } = null!;

    public OfferedActions Offered { get; private set; } = null!;

    public IReadOnlyList<LogLine> Log { get; private set; } = [];

    /// <summary>Why an action was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the action may be asked for all the same.</summary>
    public bool MayForce { get; private set; }

    public DateTimeOffset TakenAt { get; private set; }

    public IReadOnlyList<StageProgress> Stages => StageProgress.Of(Run);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>The part of the page that changes while the run goes on.</summary>
    public async Task<IActionResult> OnGetLiveAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Partial("_RunLive", this) : NotFound();

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken) =>
        await ShowAsync(await actions.CancelAsync(Id, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancellationToken) =>
        await ShowAsync(await actions.RetryAsync(Id, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostReplayAsync(bool force, CancellationToken cancellationToken) =>
        await ShowAsync(await actions.ReplayAsync(Id, force, cancellationToken), cancellationToken);

    private async Task<IActionResult> ShowAsync(RunActionResult result, CancellationToken cancellationToken)
    {
        if (result.RunId is { } runId)
            return RedirectToPage(new { id = runId });
        if (!await LoadAsync(cancellationToken))
            return NotFound();

        Refusal = result.Reason;
        MayForce = result.Kind == RunActionResult.Superseded;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(Id, cancellationToken) is not { } run)
            return false;

        Run = run;
        Offered = await actions.OfferedAsync(run, cancellationToken);
        Log = await log.TailAsync(Id, MaxLogLines, cancellationToken);
        TakenAt = clock.GetUtcNow();
        return true;
    }
}
