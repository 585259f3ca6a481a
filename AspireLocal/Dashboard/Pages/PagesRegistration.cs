using Aspire.Dashboard.Live;
using Aspire.Dashboard.Login;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Pages;

internal static class PagesRegistration
{
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // who restarts the AppHost logs in again
        builder.Services.AddRazorPages();
        builder.AddLogin();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/health", () => "Healthy").AllowAnonymous();
        app.MapAssets();
        app.MapLogin();
        app.MapLive();
        app.MapRazorPages();
    }
}
