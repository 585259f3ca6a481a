using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Pages;

internal static class SecurityHeaders
{
    // Scripts and styles come from here only, and nothing is inline.
    private const string ContentSecurityPolicy =
        "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store"; // environments and traces are nothing for a cache
        return next(context);
    }
}
