using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Dashboard.Pages;

internal sealed class IndexModel(IResourceService resources) : PageModel
{
    public IReadOnlyList<ResourceView> Resources { get; } = resources.Resources;

    public ResourceView? Selected { get; private set; }

    public void OnGet(string? resource) => Selected = Resources.FirstOrDefault(candidate => candidate.Id == resource);

    /// <summary>Does what a button says; answers with what to tell the person.</summary>
    public async Task<IActionResult> OnPostCommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var problem = await resources.ExecuteAsync(resource, command, cancellationToken);
        return new ContentResult { Content = problem ?? "Done.", StatusCode = problem is null ? 200 : 409 };
    }

    /// <summary>The value of one variable that the page hides.</summary>
    public IActionResult OnPostReveal(string resource, string name) =>
        Resources.FirstOrDefault(candidate => candidate.Id == resource)?.Environment.FirstOrDefault(variable => variable.Name == name) is { } variable
            ? Content(variable.Value)
            : NotFound();

    public static string StateOf(ResourceView resource) => resource.State == "Running" && resource.Health is { } health
        ? health == HealthStatus.Healthy ? "Running" : $"Running ({health})"
        : resource.State;

    public static string ClassOf(ResourceView resource) => resource.State switch
    {
        "Running" => resource.Health is null or HealthStatus.Healthy ? "good" : "wait",
        "FailedToStart" or "RuntimeUnhealthy" => "bad",
        "Exited" or "Finished" => resource.ExitCode is null or 0 ? "" : "bad",
        _ => "wait",
    };
}
