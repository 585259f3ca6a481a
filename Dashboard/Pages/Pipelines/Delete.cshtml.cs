using EtlAspire.Dashboard.Definitions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Pipelines;

/// <summary>Asks what shall happen to the tables of a pipeline, and deletes it.</summary>
internal sealed class DeleteModel(PipelineQueries pipelines, PipelineTables tables, PipelineRemoval removal) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public required string Name { get; set; }

    /// <summary><c>keep</c> or <c>drop</c>.</summary>
    [BindProperty]
    public string? Tables { get; set; }

    /// <summary>The tables that can go with it.</summary>
    public IReadOnlyList<PipelineTable> Own { get; private set; } = [];

    /// <summary>Those that stay either way.</summary>
    public IReadOnlyList<PipelineTable> Others { get; private set; } = [];

    /// <summary>Why it was not deleted.</summary>
    public PipelineDeletion? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Tables is not ("keep" or "drop"))
            return BadRequest();

        var deletion = await removal.DeleteAsync(Name, dropsTables: Tables == "drop", cancellationToken);
        if (deletion.IsDone)
            return RedirectToPage("/Index");
        if (!await LoadAsync(cancellationToken))
            return NotFound();

        Refusal = deletion;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await pipelines.FindAsync(Name, cancellationToken) is null)
            return false;

        var all = await tables.ListAsync(Name, cancellationToken);
        Own = [.. all.Where(table => table.IsOwn)];
        Others = [.. all.Where(table => !table.IsOwn)];
        return true;
    }
}
