using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Dashboard.Login;

/// <summary>Lets in whoever has the token, and remembers it in a cookie.</summary>
internal static class LoginRegistration
{
    // Cookies do not tell ports apart: another name than any other dashboard's on this machine.
    private const string CookieName = "aspire-local-dashboard";

    public static void AddLogin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = CookieName;
            options.Cookie.SameSite = SameSiteMode.Lax; // a link from a run's page leads here
            options.LoginPath = "/login";
            options.ReturnUrlParameter = "returnUrl";
        });
        builder.Services.AddAuthorization();
        builder.Services.AddOptions<AuthorizationOptions>().Configure<DashboardOptions>((authorization, options) =>
        {
            if (options.BrowserToken is not null)
                authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
        builder.Services.AddSingleton<BrowserToken>();
    }

    public static void MapLogin(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/validatetoken", (BrowserToken browserToken, string? token) => browserToken.Is(token)).AllowAnonymous();

    public static Task SignInAsync(HttpContext context) => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "owner")], "token")));
}

internal sealed class BrowserToken(DashboardOptions options)
{
    public bool Is(string? token) => options.BrowserToken is null || (token is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(options.BrowserToken)));
}
