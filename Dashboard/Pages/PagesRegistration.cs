using EtlAspire.Dashboard.Login;

namespace EtlAspire.Dashboard.Pages;

internal static class PagesRegistration
{
    /// <summary>Adds the pages, for who is logged in.</summary>
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/");
            options.Conventions.AllowAnonymousToPage(LoginDefaults.LoginPage);
            options.Conventions.AllowAnonymousToPage("/Error");
        });
        builder.Services.AddAntiforgery(options => options.Cookie.Name = "etl-form");
    }
}
