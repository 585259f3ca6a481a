using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages;

/// <summary>Says in plain words what went wrong.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    public void OnGet() => Describe();

    public void OnPost() => Describe();

    private void Describe() => (Heading, Advice) = Response.StatusCode switch
    {
        StatusCodes.Status404NotFound or StatusCodes.Status200OK =>
            ("There is no such page", "The link may be old, or what it led to is gone."),
        StatusCodes.Status400BadRequest =>
            ("This could not be done", "The page was open for too long or came from an earlier login. Go back, reload it and try again."),
        StatusCodes.Status503ServiceUnavailable =>
            ("The database is not answering", "It is started again by itself. Reload this page in a few seconds."),
        _ => ("This went wrong", "It is a fault of EtlAspire; the Dashboard's log has the details."),
    };
}
