using System.Text.Json;
using System.Text.Json.Serialization;
using EtlAspire.Dashboard.Login;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace EtlAspire.Dashboard.Api;

internal static class ApiRegistration
{
    public static void AddApi(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(options =>
        {
            options.SerializerOptions.Converters.Add(new UtcTimeConverter());
            options.SerializerOptions.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(LeaveOutPolling);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiExceptionHandler>();
        builder.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) => DescribeAsync(document)));
    }

    // Who waits for a run asks after it again and again: each question would be a trace of its own.
    private static void LeaveOutPolling(AspNetCoreTraceInstrumentationOptions requests)
    {
        var others = requests.Filter;
        requests.Filter = context => others?.Invoke(context) != false
            && !(HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/api/runs", StringComparison.OrdinalIgnoreCase));
    }

    // What the endpoints do not say themselves.
    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "EtlAspire",
            Version = "v1",
            Description = "Pipelines, their runs and the records behind the rows. Errors are problem details (RFC 9457).",
        };
        document.Components ??= new OpenApiComponents();
        document.AddComponent(LoginDefaults.BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The login token.",
        });
        var bearer = new OpenApiSecuritySchemeReference(LoginDefaults.BearerScheme, document);
        document.Security = [new OpenApiSecurityRequirement { [bearer] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Maps the HTTP API, for who is logged in, and its description, for everybody.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(LoginDefaults.ApiPath)
            .RequireAuthorization()
            .AddEndpointFilter<SameOrigin>()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapPipelines();
        api.MapPipelineActions();
        api.MapRuns();
        api.MapRunActions();
        api.MapRunEvents();
        api.MapRunRecords();
        api.MapReconcile();
        app.MapOpenApi();
    }
}
