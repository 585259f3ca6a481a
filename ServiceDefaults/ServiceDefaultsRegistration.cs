using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EtlAspire.ServiceDefaults;

/// <summary>What every service has: telemetry, health checks, memory given back when idle, and resilient HTTP clients.</summary>
public static class ServiceDefaultsRegistration
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.QuietenFrameworks();
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.AddHttpClientDefaults();
        builder.Services.AddHostedService<IdleMemory>();
        return builder;
    }
}
