using System.IO.Compression;
using Google.Protobuf;
using Google.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Opentelemetry.Proto.Collector.Logs.V1;
using Opentelemetry.Proto.Collector.Metrics.V1;
using Opentelemetry.Proto.Collector.Trace.V1;

namespace Aspire.Dashboard.Otlp;

/// <summary>OTLP over HTTP with binary Protobuf: https://opentelemetry.io/docs/specs/otlp/#otlphttp</summary>
internal static class HttpProtobuf
{
    /// <summary>Of a message, unpacked.</summary>
    public const int MaxBytes = 32 << 20;

    private const string ContentType = "application/x-protobuf";
    private const int BufferSize = 64 * 1024;

    public static void MapHttpProtobuf(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/traces", (HttpContext context, OtlpKey key, SpanReceiver receiver) =>
            ReceiveAsync(context, key, ExportTraceServiceRequest.Parser, receiver.Receive));
        routes.MapPost("/v1/logs", (HttpContext context, OtlpKey key, LogReceiver receiver) =>
            ReceiveAsync(context, key, ExportLogsServiceRequest.Parser, receiver.Receive));
        routes.MapPost("/v1/metrics", (HttpContext context, OtlpKey key, MetricReceiver receiver) =>
            ReceiveAsync(context, key, ExportMetricsServiceRequest.Parser, receiver.Receive));
    }

    private static async Task ReceiveAsync<TRequest, TResponse>(
        HttpContext context, OtlpKey key, MessageParser<TRequest> parser, Func<TRequest, TResponse> receive)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage
    {
        if (!key.IsIn(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, $"The header {OtlpKey.Header} is missing or wrong.");
            return;
        }

        if (context.Request.ContentType?.Split(';')[0].Trim() != ContentType)
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"Send {ContentType}.");
            return;
        }

        try
        {
            if (await ReadAsync(context) is not { } body)
            {
                await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, $"A message may have up to {MaxBytes >> 20} MiB.");
                return;
            }

            var response = receive(parser.ParseFrom(body.GetBuffer(), 0, (int)body.Length));
            await AnswerAsync(context, response);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidDataException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"The body is not what it should be: {exception.Message}");
        }
    }

    /// <summary>The body, unpacked; null where it is too large.</summary>
    private static async Task<MemoryStream?> ReadAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await using var packed = context.Request.Headers.ContentEncoding.ToString() switch
        {
            "gzip" => new GZipStream(context.Request.Body, CompressionMode.Decompress, leaveOpen: true),
            "" or "identity" => context.Request.Body,
            var other => throw new InvalidDataException($"the encoding {other} is not known, only gzip"),
        };
        var buffer = new byte[BufferSize];
        while (await packed.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body;
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return AnswerAsync(context, new Status { Message = message });
    }

    private static Task AnswerAsync(HttpContext context, IMessage message)
    {
        context.Response.ContentType = ContentType;
        return context.Response.Body.WriteAsync(message.ToByteArray(), context.RequestAborted).AsTask();
    }
}
