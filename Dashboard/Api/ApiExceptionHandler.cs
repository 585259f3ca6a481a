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
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = Describe(exception, status),
        });
    }

    private static ProblemDetails Describe(Exception exception, int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => new ProblemDetails
        {
            Status = status,
            Title = "The database is not answering",
            Detail = "Nothing was changed. It is started again by itself; try again in a few seconds.",
        },
        StatusCodes.Status500InternalServerError => new ProblemDetails
        {
            Status = status,
            Title = "This went wrong",
            Detail = "This is a fault of EtlAspire; the Dashboard's log has the details.",
        },
        _ => new ProblemDetails
        {
            Status = status,
            Title = "Bad request",
            Detail = exception is BadHttpRequestException ? exception.Message : "A text of the request holds a NUL character.",
        },
    };
}
