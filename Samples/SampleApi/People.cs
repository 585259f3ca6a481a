using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EtlAspire.SampleApi;

/// <summary>Generated users, page by page, as many as are asked for.</summary>
internal static class People
{
    private const int MaximumPerPage = 50_000;

    private const int FlushBytes = 64 * 1024;

    private static readonly JsonWriterOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable: UTF-8 as JSONPlaceholder sends it
        SkipValidation = true,
    };

    public static void MapPeople(this IEndpointRouteBuilder app) =>
        app.MapGet("/people", (HttpContext context, long page = 1, int per_page = 100, long total = 1_000) =>
            Paging.Of(page, per_page, MaximumPerPage, total) is { } paging
                ? Send(context, paging)
                : Paging.Refuse(MaximumPerPage).ExecuteAsync(context));

    private static async Task Send(HttpContext context, Paging paging)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await WriteAsync(context.Response.BodyWriter, paging, context.RequestAborted);
    }

    private static async Task WriteAsync(PipeWriter output, Paging paging, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Json);
        json.WriteStartArray();
        for (var i = 0; i < paging.Count; i++)
        {
            PersonJson.Write(json, PeopleGenerator.Create(paging.First + i));
            if (json.BytesPending < FlushBytes)
                continue;

            json.Flush();
            await output.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
    }
}
