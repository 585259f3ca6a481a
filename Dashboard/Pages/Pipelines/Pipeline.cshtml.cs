using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Pipelines;

/// <summary>One pipeline: its runs, its definition and the versions of it.</summary>
internal sealed class PipelineModel(
    PipelineQueries pipelines, PipelinePause pause, RunQueries runs, RunRequests requests, DefinitionStore store) : PageModel
{
    private const int MaxRuns = 10;

    [BindProperty(SupportsGet = true)]
    public required string Name { get; set; }

    /// <summary>The version to show; the newest unless given.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty]
    public string? Yaml { get; set; }

    /// <summary>The newest version when the editor was opened; 0 where the pipeline was deleted.</summary>
    [BindProperty]
    public int Opened { get; set; }

    /// <summary>The pipeline; null when it was deleted.</summary>
    public PipelineDetails? Pipeline { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Whether it was there when the editor was opened.</summary>
    public bool IsDeletedMeanwhile => Pipeline is null && Opened > 0;

    /// <summary>What somebody else stored since the editor was opened.</summary>
    public StoredMeanwhile? Meanwhile { get; private set; }

    public IReadOnlyList<VersionSummary> Versions { get; private set; } = [];

    public IReadOnlyList<RunView> Runs { get; private set; } = [];

    public EditorModel Editor { get; private set; } = null!;

    public int ShownVersion { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();

        Opened = Pipeline?.Version ?? 0;
        ShownVersion = Version ?? Versions[0].Version;
        if (await pipelines.YamlAsync(Name, ShownVersion, cancellationToken) is not { } yaml)
            return NotFound();

        Editor = new EditorModel(yaml, [], Opened);
        return Page();
    }

    public async Task<IActionResult> OnPostRunAsync(CancellationToken cancellationToken) =>
        await requests.CreateAsync(Name, RunTrigger.Manual, cancellationToken) is { } id
            ? RedirectToPage("/Runs/Run", new { id })
            : NotFound();

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancellationToken) => SetPausedAsync(true, cancellationToken);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken) => SetPausedAsync(false, cancellationToken);

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        var yaml = (Yaml ?? "").ReplaceLineEndings("\n");
        var condition = Opened == 0 ? StoreCondition.IsNew : StoreCondition.IsVersion(Opened);
        var result = await store.SaveAsync(Name, yaml, condition, cancellationToken);
        if (result.Outcome is not (StoreOutcome.Invalid or StoreOutcome.Refused))
            return RedirectToPage(new { name = Name });
        if (!await LoadAsync(cancellationToken))
            return NotFound();

        var current = Pipeline?.Version ?? 0;
        ShownVersion = Versions[0].Version;
        if (result.Outcome == StoreOutcome.Refused && Pipeline is { } theirs)
            Meanwhile = StoredMeanwhile.Of(theirs, Versions[0].CreatedAt, yaml);

        // Who has seen what is there now may store over it; a mistake is corrected over what the editor was opened with.
        Editor = new EditorModel(yaml, result.Errors, result.Outcome == StoreOutcome.Refused ? current : Opened);
        Response.StatusCode = result.Outcome == StoreOutcome.Refused
            ? StatusCodes.Status409Conflict
            : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<IActionResult> SetPausedAsync(bool isPaused, CancellationToken cancellationToken) =>
        await pause.SetAsync(Name, isPaused, cancellationToken) ? RedirectToPage(new { name = Name }) : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Pipeline = await pipelines.FindAsync(Name, cancellationToken);
        Versions = await pipelines.VersionsAsync(Name, cancellationToken);
        if (Versions.Count == 0)
            return false;

        if (Pipeline is null)
        {
            DeletedAt = await pipelines.DeletedAtAsync(Name, cancellationToken);
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Runs = await runs.ListAsync(new RunFilter(Name, Limit: MaxRuns), cancellationToken);
        return true;
    }
}
