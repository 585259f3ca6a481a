using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire;

internal static class OncePerHost
{
    /// <summary>Adds a check under a name once per host, however often its component is registered.</summary>
    public static void TryAddHealthCheck(this IHostApplicationBuilder builder, string name, Action<IHealthChecksBuilder, string> add)
    {
        if (builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
            add(builder.Services.AddHealthChecks(), name);
    }
}
