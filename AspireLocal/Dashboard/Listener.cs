using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Dashboard;

/// <summary>An address that the dashboard listens on; as an endpoint's metadata, the only one that it answers on.</summary>
internal sealed record Listener(string Name)
{
    public static readonly Listener Frontend = new("frontend");
    public static readonly Listener OtlpGrpc = new("OTLP/gRPC");
    public static readonly Listener OtlpHttp = new("OTLP/HTTP");

    /// <summary>Marks the connections that come in here.</summary>
    public void Mark(ListenOptions options) => options.Use(next => connection =>
    {
        connection.Features.Set(this);
        return next(connection);
    });

    /// <summary>Middleware: what belongs to another listener is not found.</summary>
    public static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var wanted = context.GetEndpoint()?.Metadata.GetMetadata<Listener>() ?? Frontend;
        if (context.Features.Get<Listener>() == wanted)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
