using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Opentelemetry.Proto.Collector.Trace.V1;

namespace EtlAspire.AspireLocal.Tests.Dashboard;

/// <summary>What cannot be taken in is refused in the protocol's own way, and nothing falls over.</summary>
public sealed class ReceiverRefusalTests(RunningDashboard dashboard) : IClassFixture<RunningDashboard>
{
    private const string ContentType = "application/x-protobuf";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wrong-key", ContentType, "", HttpStatusCode.Unauthorized)]
    [InlineData(null, ContentType, "", HttpStatusCode.Unauthorized)]
    [InlineData(RunningDashboard.Key, "application/json", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(RunningDashboard.Key, ContentType, "this is no protobuf", HttpStatusCode.BadRequest)]
    public async Task Http_answers_with_a_status(string? key, string contentType, string body, HttpStatusCode expected)
    {
        using var answer = await SendAsync(key, contentType, Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(Google.Rpc.Status.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Cancel)).Message);
    }

    [Fact]
    public async Task A_body_that_unpacks_to_too_much_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 64; megabyte++)
                await gzip.WriteAsync(zeros, Cancel);
        }

        using var answer = await SendAsync(RunningDashboard.Key, ContentType, packed.ToArray(), "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_truncated_gzip_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var resource = new Opentelemetry.Proto.Trace.V1.ResourceSpans { SchemaUrl = string.Concat(Enumerable.Range(0, 10_000)) };
            await gzip.WriteAsync(Google.Protobuf.MessageExtensions.ToByteArray(new ExportTraceServiceRequest { ResourceSpans = { resource } }), Cancel);
        }

        using var answer = await SendAsync(RunningDashboard.Key, ContentType, packed.ToArray()[..(int)(packed.Length / 2)], "gzip");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Spans_without_ids_are_rejected_and_the_others_kept()
    {
        var good = new Opentelemetry.Proto.Trace.V1.Span
        {
            TraceId = Google.Protobuf.ByteString.CopyFrom([.. Enumerable.Range(1, 16).Select(value => (byte)value)]),
            SpanId = Google.Protobuf.ByteString.CopyFrom([1, 2, 3, 4, 5, 6, 7, 8]),
            Name = "good",
        };
        using var channel = GrpcChannel.ForAddress(dashboard.App.OtlpGrpcUrl);
        var client = new TraceServiceTestClient(channel.CreateCallInvoker());

        var answer = await client.ExportAsync(Request(good, new Opentelemetry.Proto.Trace.V1.Span { Name = "bad" }), RunningDashboard.Key, Cancel);

        Assert.Equal(1, answer.PartialSuccess.RejectedSpans);
        Assert.Equal("good", Assert.Single(dashboard.Store.FindTrace("0102030405060708090a0b0c0d0e0f10")!.Spans).Name);
    }

    [Fact]
    public async Task Grpc_without_the_key_is_unauthenticated()
    {
        using var channel = GrpcChannel.ForAddress(dashboard.App.OtlpGrpcUrl);
        var client = new TraceServiceTestClient(channel.CreateCallInvoker());

        var failure = await Assert.ThrowsAsync<RpcException>(() => client.ExportAsync(new ExportTraceServiceRequest(), "wrong", Cancel));

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
    }

    [Fact]
    public async Task Every_address_answers_only_what_belongs_to_it()
    {
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(dashboard.App.OtlpHttpUrl, "/login"), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(dashboard.App.OtlpHttpUrl, "/assets/dashboard.css"), Cancel)).StatusCode);
        using var body = new ByteArrayContent([]);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(new Uri(dashboard.App.FrontendUrl, "/v1/traces"), body, Cancel)).StatusCode);
    }

    private static ExportTraceServiceRequest Request(params Opentelemetry.Proto.Trace.V1.Span[] spans)
    {
        var scope = new Opentelemetry.Proto.Trace.V1.ScopeSpans();
        scope.Spans.AddRange(spans);
        var resource = new Opentelemetry.Proto.Trace.V1.ResourceSpans();
        resource.ScopeSpans.Add(scope);
        var request = new ExportTraceServiceRequest();
        request.ResourceSpans.Add(resource);
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(string? key, string contentType, byte[] body, string? encoding = null)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.App.OtlpHttpUrl, "/v1/traces")) { Content = content };
        if (key is not null)
            request.Headers.Add("x-otlp-api-key", key);
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>The client side of the trace service, which the dashboard has no use for.</summary>
    private sealed class TraceServiceTestClient(CallInvoker invoker)
    {
        private static readonly Method<ExportTraceServiceRequest, ExportTraceServiceResponse> Export = new(
            MethodType.Unary, "opentelemetry.proto.collector.trace.v1.TraceService", "Export",
            Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), ExportTraceServiceRequest.Parser.ParseFrom),
            Marshallers.Create(message => Google.Protobuf.MessageExtensions.ToByteArray(message), ExportTraceServiceResponse.Parser.ParseFrom));

        public async Task<ExportTraceServiceResponse> ExportAsync(ExportTraceServiceRequest request, string key, CancellationToken cancellationToken) =>
            await invoker.AsyncUnaryCall(Export, null, new CallOptions(new Metadata { { "x-otlp-api-key", key } }, cancellationToken: cancellationToken), request);
    }
}
