using EtlAspire.Dashboard.Traces;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Traces;

/// <summary>
/// Leads to a trace in Aspire's dashboard without a second login. The address that it redirects to holds the token, so it is
/// kept nowhere and told to nobody.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class TraceModel(TraceStore traces) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string TraceId { get; set; } = "";

    /// <summary>Why there is nothing to see, and what to do.</summary>
    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!TraceId.All(char.IsAsciiHexDigitLower))
            return NotFound();

        var presence = await traces.FindAsync(TraceId, cancellationToken);
        if (presence == TracePresence.There)
        {
            Response.Headers["Referrer-Policy"] = "no-referrer";
            return Redirect(traces.LoginUrl(TraceId));
        }

        (Reason, Response.StatusCode) = presence switch
        {
            TracePresence.Missing => (
                "Aspire's dashboard does not have it: it has not arrived yet (reload this page in a few seconds), or it was one of the oldest and is no longer kept.",
                StatusCodes.Status404NotFound),
            TracePresence.NoAnswer => (
                "Aspire's dashboard does not answer. It is started with the AppHost; reload this page in a few seconds.",
                StatusCodes.Status503ServiceUnavailable),
            _ => (
                "This system runs without Aspire's dashboard. Look for the trace by its id where OTEL_EXPORTER_OTLP_ENDPOINT sends telemetry to.",
                StatusCodes.Status404NotFound),
        };
        return Page();
    }
}
