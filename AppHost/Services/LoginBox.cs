using EtlAspire.AppHost.Orchestrating;

namespace EtlAspire.AppHost.Services;

/// <summary>Prints, once the Dashboard answers, where to go: the last thing that a start says.</summary>
internal static class LoginBox
{
    private const int Width = 100;

    /// <summary>Prints the links, on lines of their own, so that they can be clicked, copied and read by scripts.</summary>
    public static IResourceBuilder<ProjectResource> ShowLogin(this IResourceBuilder<ProjectResource> dashboard, string token)
    {
        var endpoint = dashboard.GetEndpoint("http");
        var isPrinted = 0;
        return dashboard.OnResourceReady((_, ready, cancellationToken) =>
        {
            if (Interlocked.Exchange(ref isPrinted, 1) == 1)
                return Task.CompletedTask; // it died and is back, where it was

            var rule = new string('─', Width);
            var traces = TracesDashboard.FindUrl(ready.Services) is { } url ? $"Traces at {url}/login?t={token}\n" : "";
            var login = $"Login to the dashboard at {endpoint.Url}/login?t={token}\n";
            return Console.Out.WriteAsync($"{rule}\n{login}{traces}{rule}\n".AsMemory(), cancellationToken);
        });
    }
}
