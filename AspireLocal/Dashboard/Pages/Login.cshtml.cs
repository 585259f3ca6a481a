using Aspire.Dashboard.Login;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aspire.Dashboard.Pages;

[AllowAnonymous]
internal sealed class LoginModel(BrowserToken browserToken) : PageModel
{
    public bool IsWrong { get; private set; }

    public string ReturnUrl { get; private set; } = "/";

    public Task<IActionResult> OnGetAsync(string? t, string? returnUrl) => LogInAsync(t, returnUrl);

    public Task<IActionResult> OnPostAsync(string? token, string? returnUrl) => LogInAsync(token ?? "", returnUrl);

    private async Task<IActionResult> LogInAsync(string? token, string? returnUrl)
    {
        ReturnUrl = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        if (browserToken.Is(token))
        {
            await LoginRegistration.SignInAsync(HttpContext);
            return LocalRedirect(ReturnUrl);
        }

        IsWrong = token is not null;
        return Page();
    }
}
