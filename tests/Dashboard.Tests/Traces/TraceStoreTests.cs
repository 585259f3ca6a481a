using System.Net;
using EtlAspire.Dashboard.Login;
using EtlAspire.Dashboard.Traces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Tests.Traces;

public sealed class TraceStoreTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string Key = "a key for tests";

    private static readonly Uri Dashboard = new("http://localhost:18888");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.OK, (int)TracePresence.There)]
    [InlineData(HttpStatusCode.NotFound, (int)TracePresence.Missing)]
    [InlineData(HttpStatusCode.Unauthorized, (int)TracePresence.NoAnswer)]
    [InlineData(null, (int)TracePresence.NoAnswer)]
    public async Task What_the_dashboard_answers_is_what_there_is(HttpStatusCode? answer, int expected)
    {
        using var telemetry = new Answers(answer);

        var presence = await Store(telemetry, Dashboard).FindAsync(TraceId, Cancel);

        Assert.Equal((TracePresence)expected, presence);
        Assert.Equal(($"/api/telemetry/traces/{TraceId}", Key), telemetry.Asked);
    }

    [Fact]
    public async Task Without_a_dashboard_nobody_is_asked()
    {
        using var telemetry = new Answers(HttpStatusCode.OK);

        Assert.Equal(TracePresence.NoDashboard, await Store(telemetry, dashboard: null).FindAsync(TraceId, Cancel));
        Assert.Null(telemetry.Asked);
    }

    [Fact]
    public void The_address_logs_in_and_returns_to_the_trace()
    {
        using var telemetry = new Answers(HttpStatusCode.OK);

        Assert.Equal($"http://localhost:18888/login?t=a%26b%20c&returnUrl=%2Ftraces%2Fdetail%2F{TraceId}",
            Store(telemetry, Dashboard, token: "a&b c").LoginUrl(TraceId));
    }

    private static TraceStore Store(Answers telemetry, Uri? dashboard, string token = "token") =>
        new(new HttpClient(telemetry), new LoginToken(token), Options.Create(new TracesOptions { Url = dashboard, Key = Key }),
            NullLogger<TraceStore>.Instance);

    /// <summary>Aspire's telemetry API as far as it is asked; null is nobody there.</summary>
    private sealed class Answers(HttpStatusCode? status) : HttpMessageHandler
    {
        public (string Path, string Key)? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = (request.RequestUri!.AbsolutePath, request.Headers.GetValues("x-api-key").Single());
            return status is { } answer
                ? Task.FromResult(new HttpResponseMessage(answer))
                : throw new HttpRequestException("Connection refused");
        }
    }
}
