using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EtlAspire.AppHost;

/// <summary>What the AppHost itself has to say.</summary>
internal static class AppHostLogger
{
    public static ILogger GetLogger(this IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger("EtlAspire.AppHost");
}
