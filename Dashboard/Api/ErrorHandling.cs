using EtlAspire.Dashboard.Login;

namespace EtlAspire.Dashboard.Api;

internal static class ErrorHandling
{
    /// <summary>Turns what goes wrong into problem details for programs and into a page for people.</summary>
    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            StatusCodeSelector = FailureStatus.Of,
            SuppressDiagnosticsCallback = context => FailureStatus.IsExpected(context.Exception),
        });
        app.UseWhen(IsApi, api => api.UseStatusCodePages());
        app.UseWhen(context => !IsApi(context), pages => pages.UseStatusCodePagesWithReExecute("/error"));
        app.UseRouting(); // here, so that the error page is found when a request starts over for it
    }

    private static bool IsApi(HttpContext context) =>
        context.Request.Path.StartsWithSegments(LoginDefaults.ApiPath, StringComparison.OrdinalIgnoreCase);
}
