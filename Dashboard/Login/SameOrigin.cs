using System.Security.Claims;

namespace EtlAspire.Dashboard.Login;

/// <summary>
/// Refuses API calls that change something and come with the login cookie from another site's page. (The pages' own forms
/// carry antiforgery tokens; a program that sends the bearer token is not a browser that can be tricked.)
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (IsSafe(request) || !IsByCookie(context.HttpContext.User) || IsSameOrigin(request))
            return await next(context);

        return TypedResults.Problem(
            title: "Request from another site",
            detail: "A login cookie is good for this site's own pages only; send the login token as a bearer token instead.",
            statusCode: StatusCodes.Status403Forbidden);
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsByCookie(ClaimsPrincipal user) =>
        user.Identity?.AuthenticationType == LoginDefaults.CookieScheme;

    private static bool IsSameOrigin(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not null)
            return site is "same-origin" or "none";

        // No header of the two: not a browser.
        string? origin = request.Headers.Origin;
        return origin is null || origin == $"{request.Scheme}://{request.Host}";
    }
}
