namespace EtlAspire.Dashboard.Login;

internal static class LoginDefaults
{
    /// <summary>Chooses between the two below.</summary>
    public const string Scheme = "Login";

    /// <summary>The login cookie of a browser.</summary>
    public const string CookieScheme = "Cookie";

    /// <summary>The token in the <c>Authorization</c> header of a program.</summary>
    public const string BearerScheme = "Bearer";

    public const string LoginPath = "/login";

    public const string LoginPage = "/Login";

    public const string ApiPath = "/api";
}
