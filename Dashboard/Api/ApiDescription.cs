using EtlAspire.Dashboard.Login;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EtlAspire.Dashboard.Api;

/// <summary>Adds to the OpenAPI document what the endpoints do not say themselves.</summary>
internal static class ApiDescription
{
    public static Task CompleteAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
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
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(LoginDefaults.BearerScheme, document)] = [],
            },
        ];
        return Task.CompletedTask;
    }
}
