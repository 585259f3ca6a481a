using EtlAspire.Dashboard.Definitions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Pipelines;

/// <summary>Writes a pipeline's first definition.</summary>
internal sealed class NewModel(DefinitionStore store) : PageModel
{
    private const string Template = """
        name: my-pipeline
        description: What it brings, in one line
        source:
          type: rest
          base_url: https://api.example.com
        resources:
          - name: things
            path: /things
            primary_key: id
            write_disposition: replace
            transform:
              - flatten
        destination: { schema: warehouse }

        """;

    [BindProperty]
    public string? Yaml { get; set; }

    public EditorModel Editor { get; private set; } = new(Template, []);

    /// <summary>The pipeline that has the name already.</summary>
    public string? Existing { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var yaml = (Yaml ?? "").ReplaceLineEndings("\n");
        var result = await store.SaveAsync(null, yaml, StoreCondition.IsNew, cancellationToken);
        if (result.Outcome is not (StoreOutcome.Invalid or StoreOutcome.Refused))
            return RedirectToPage("/Pipelines/Pipeline", new { name = result.Pipeline });

        var isTaken = result.Outcome == StoreOutcome.Refused;
        Editor = new EditorModel(yaml, result.Errors);
        Existing = isTaken ? result.Pipeline : null;
        Response.StatusCode = isTaken ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
