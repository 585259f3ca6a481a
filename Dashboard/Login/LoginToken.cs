using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace EtlAspire.Dashboard.Login;

/// <summary>The secret that lets people and programs in.</summary>
internal sealed class LoginToken(string? configured)
{
    private readonly string _token = string.IsNullOrWhiteSpace(configured)
        ? RandomNumberGenerator.GetHexString(32, lowercase: true)
        : configured.Trim();

    /// <summary>Whether nobody set one, so that it has to be told.</summary>
    public bool IsGenerated { get; } = string.IsNullOrWhiteSpace(configured);

    /// <summary>The path that logs in.</summary>
    public string LoginPath => $"{LoginDefaults.LoginPath}?t={Uri.EscapeDataString(_token)}";

    /// <summary>Whether a token is the right one, in a time that does not tell how much of it is right.</summary>
    public bool Matches(string? candidate) =>
        candidate is not null
        && CryptographicOperations.FixedTimeEquals(Hash(candidate), Hash(_token));

    /// <summary>Who is logged in: there is one token, so there is one person, with the name that antiforgery tokens are made out to.</summary>
    public static ClaimsPrincipal CreatePrincipal(string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "owner")], scheme));

    // Hashes have one length, so the comparison does not tell the token's.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
