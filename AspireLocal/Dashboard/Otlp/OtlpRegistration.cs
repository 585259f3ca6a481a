using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Otlp;

internal static class OtlpRegistration
{
    public static void AddOtlp(this IHostApplicationBuilder builder) => _ = builder;

    public static void MapOtlp(this WebApplication app) => _ = app;
}
