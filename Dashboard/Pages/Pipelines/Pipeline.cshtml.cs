using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Pipelines;

/// <summary>One pipeline: its runs, its definition and the versions of it.</summary>
internal sealed class PipelineModel(
    PipelineQueries pipelines, RunQueries runs, RunRequests requests, DefinitionStore store) : PageModel
{
    private const int MaxRuns = 10;

    [BindProperty(SupportsGet = true)]
    public required string Name { get; set; }

    /// <summary>The version to show; the newest unless given.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty]
    public string? Yaml { get; set; }

    public PipelineDetails Pipeline { get; private set; } = null!;

    public IReadOnlyList<VersionSummary> Versions { get; private set; } = [];

    public IReadOnlyList<RunView> Runs { get; private set; } = [];

    public EditorModel Editor { get; private set; } = null!;

    public int ShownVersion { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
            return NotFound();

        ShownVersion = Version ?? Pipeline.Version;
        if (await pipelines.YamlAsync(Name, ShownVersion, cancellationToken) is not { } yaml)
            return NotFound();

        Editor = new EditorModel(yaml, []);
        return Page();
    }

    public async Task<IActionResult> OnPostRunAsync(CancellationToken cancellationToken) =>
        await requests.CreateAsync(Name, RunTrigger.Manual, cancellationToken) is { } id
            ? RedirectToPage("/Runs/Run", new { id })
            : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        var yaml = (Yaml ?? "").ReplaceLineEndings("\n");
        var result = await store.SaveAsync(Name, yaml, cancellationToken);
        if (result.Outcome != StoreOutcome.Invalid)
            return RedirectToPage(new { name = Name });
        if (!await LoadAsync(cancellationToken))
            return NotFound();

        ShownVersion = Pipeline.Version;
        Editor = new EditorModel(yaml, result.Errors);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await pipelines.FindAsync(Name, cancellationToken) is not { } pipeline)
            return false;

        Pipeline = pipeline;
        Versions = await pipelines.VersionsAsync(Name, cancellationToken);
        Runs = await runs.ListAsync(new RunFilter(Name, Limit: MaxRuns), cancellationToken);
        return true;
    }
}
