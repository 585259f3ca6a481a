using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EtlAspire.Dashboard.Login;

internal static partial class LoginRegistration
{
    private static readonly TimeSpan LoginLasts = TimeSpan.FromDays(30);

    /// <summary>Adds the login: one token, sent by programs and turned into a cookie for browsers.</summary>
    public static void AddLogin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
            new LoginToken(services.GetRequiredService<IConfiguration>()["ETL_TOKEN"]));

        // The keys that sign the cookie are kept with the data, so that a restart keeps people logged in.
        var protection = builder.Services.AddDataProtection().SetApplicationName("EtlAspire.Dashboard");
        if (builder.Configuration["ETL_DATA_DIR"] is { Length: > 0 } data)
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data, "keys")));

        builder.Services.AddAuthentication(LoginDefaults.Scheme)
            .AddPolicyScheme(LoginDefaults.Scheme, null, options => options.ForwardDefaultSelector = ChooseScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerTokenHandler>(LoginDefaults.BearerScheme, null)
            .AddCookie(LoginDefaults.CookieScheme, ConfigureCookie);
        builder.Services.AddAuthorization();
    }

    /// <summary>Finds out who asks, and tells a generated token; one that was set is known to who set it.</summary>
    public static void UseLogin(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        var token = app.Services.GetRequiredService<LoginToken>();
        if (token.IsGenerated)
            app.Lifetime.ApplicationStarted.Register(() => Announce(app, token));
    }

    private static void Announce(WebApplication app, LoginToken token)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses?.FirstOrDefault() is { } address)
            LogLogin(app.Logger, address.TrimEnd('/') + token.LoginPath);
    }

    private static string ChooseScheme(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 ? LoginDefaults.BearerScheme : LoginDefaults.CookieScheme;

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "etl-login";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = LoginLasts;
        options.LoginPath = LoginDefaults.LoginPath;
        options.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.Path.StartsWithSegments(LoginDefaults.ApiPath, StringComparison.OrdinalIgnoreCase))
                return LoginChallenge.AnswerAsync(context.HttpContext);

            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
    }

    [LoggerMessage(LogLevel.Information, "Login to the dashboard at {LoginUrl}")]
    private static partial void LogLogin(ILogger logger, string loginUrl);
}
