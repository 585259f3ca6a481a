using EtlAspire.Dashboard.Login;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages;

/// <summary>Turns the token into a login cookie.</summary>
internal sealed class LoginModel(LoginToken token) : PageModel
{
    [BindProperty]
    public string? Token { get; set; }

    /// <summary>Where the person wanted to go.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool Refused { get; private set; }

    public Task<IActionResult> OnGetAsync(string? t) =>
        t is null ? Task.FromResult<IActionResult>(Page()) : LogInAsync(t);

    public Task<IActionResult> OnPostAsync() => LogInAsync(Token);

    private async Task<IActionResult> LogInAsync(string? candidate)
    {
        if (!token.Matches(candidate?.Trim()))
        {
            Refused = true;
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Page();
        }

        await HttpContext.SignInAsync(
            LoginDefaults.CookieScheme,
            LoginToken.CreatePrincipal(LoginDefaults.CookieScheme),
            new AuthenticationProperties { IsPersistent = true });
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}
