using EtlAspire.Dashboard.Login;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace EtlAspire.Dashboard.Api;

/// <summary>Tells a program what went wrong with its call.</summary>
internal sealed class ApiExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is the error page's by now.
        var path = new PathString(httpContext.Features.GetRequiredFeature<IExceptionHandlerPathFeature>().Path);
        if (!path.StartsWithSegments(LoginDefaults.ApiPath, StringComparison.OrdinalIgnoreCase))
            return false;

        var status = FailureStatus.Of(exception);
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "3";
        var (title, detail) = Describe(exception, status);
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail },
        });
    }

    private static (string Title, string Detail) Describe(Exception exception, int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => (
            "The database is not answering", "Nothing was changed. It is started again by itself; try again in a few seconds."),
        StatusCodes.Status500InternalServerError => (
            "This went wrong", "This is a fault of EtlAspire; the Dashboard's log has the details."),
        _ => ("Bad request", exception.Message),
    };
}
