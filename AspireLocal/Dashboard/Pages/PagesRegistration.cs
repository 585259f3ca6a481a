using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Pages;

internal static class PagesRegistration
{
    public static void AddPages(this IHostApplicationBuilder builder) => _ = builder;

    public static void MapPages(this WebApplication app) => _ = app;
}
