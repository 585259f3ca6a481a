using System.Security.Claims;

namespace EtlAspire.Dashboard.Login;

/// <summary>Who is logged in: there is one token, so there is one person.</summary>
internal static class LoginPrincipal
{
    // Antiforgery tokens are made out to a name.
    private const string Name = "owner";

    public static ClaimsPrincipal Create(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], scheme));
}
