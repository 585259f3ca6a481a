using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Login;

/// <summary>Lets in who sends the login token as <c>Authorization: Bearer …</c>.</summary>
internal sealed class BearerTokenHandler(
    LoginToken token, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (!token.Matches(header[Prefix.Length..].Trim()))
            return Task.FromResult(AuthenticateResult.Fail("The token is not the right one."));

        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(LoginToken.CreatePrincipal(Scheme.Name), Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        LoginChallenge.AnswerAsync(Context);
}
