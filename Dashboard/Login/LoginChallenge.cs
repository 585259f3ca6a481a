using Microsoft.Net.Http.Headers;

namespace EtlAspire.Dashboard.Login;

/// <summary>What a program hears that is not logged in.</summary>
internal static class LoginChallenge
{
    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = LoginDefaults.BearerScheme;
        await TypedResults.Problem(
                title: "Not logged in",
                detail: "Send the login token as 'Authorization: Bearer …', or log in at /login. "
                    + "The token is ETL_TOKEN, or the one in the login line that the start prints.",
                statusCode: StatusCodes.Status401Unauthorized)
            .ExecuteAsync(context);
    }
}
