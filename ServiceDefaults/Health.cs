using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.ServiceDefaults;

/// <summary>Health checks and where they answer.</summary>
public static class Health
{
    private const string ReadyPath = "/health";
    private const string AlivePath = "/alive";
    private const string AliveTag = "live";

    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [AliveTag]);
        return builder;
    }

    /// <summary>
    /// Maps the health endpoints, in every environment: the AppHost's checks ask them, and the services listen on
    /// loopback only.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(ReadyPath);
        app.MapHealthChecks(AlivePath, new HealthCheckOptions { Predicate = check => check.Tags.Contains(AliveTag) });
        return app;
    }

    internal static bool IsHealthRequest(HttpContext context) =>
        context.Request.Path.StartsWithSegments(ReadyPath, StringComparison.OrdinalIgnoreCase) ||
        context.Request.Path.StartsWithSegments(AlivePath, StringComparison.OrdinalIgnoreCase);
}
