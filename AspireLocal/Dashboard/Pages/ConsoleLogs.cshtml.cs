using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aspire.Dashboard.Pages;

internal sealed class ConsoleLogsModel(IResourceService resources) : PageModel
{
    public IReadOnlyList<ResourceView> Resources { get; } = resources.Resources;

    public ResourceView? Selected { get; private set; }

    /// <summary>By the id of an instance, or the name of a resource: then the first of its replicas.</summary>
    public void OnGet(string? name) => Selected = Resources.FirstOrDefault(resource => resource.Id == name)
        ?? Resources.FirstOrDefault(resource => resource.Name == name);
}
