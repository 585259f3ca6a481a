using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Runs;

/// <summary>The records that a run could not use.</summary>
internal sealed class RejectsModel(RunQueries runs, RunRejects rejects, TimeProvider clock) : PageModel
{
    private const int MaxRecordLength = 2_000;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public RunView Run { get; private set; } = null!;

    public IReadOnlyList<Reject> Rejects { get; private set; } = [];

    public DateTimeOffset TakenAt { get; private set; }

    /// <summary>A record cut to what a page can show.</summary>
    public static string Shorten(string record) =>
        record.Length <= MaxRecordLength ? record : string.Concat(record.AsSpan(0, MaxRecordLength), " …");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(Id, cancellationToken) is not { } run)
            return NotFound();

        Run = run;
        Rejects = await rejects.ListAsync(Id, RunRejects.DefaultLimit, cancellationToken) ?? [];
        TakenAt = clock.GetUtcNow();
        return Page();
    }
}
