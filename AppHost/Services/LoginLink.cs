using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost.Services;

/// <summary>Prints the link that opens the dashboard, once it answers.</summary>
internal static partial class LoginLink
{
    public static IResourceBuilder<ProjectResource> ShowLogin(this IResourceBuilder<ProjectResource> dashboard, string token)
    {
        var endpoint = dashboard.GetEndpoint("http");
        return dashboard.OnResourceReady((_, ready, _) =>
        {
            LogLogin(ready.Services.GetLogger(), endpoint.Url, token);
            return Task.CompletedTask;
        });
    }

    [LoggerMessage(LogLevel.Information, "Login to the dashboard at {Url}/login?t={Token}")]
    private static partial void LogLogin(ILogger logger, string url, string token);
}
