using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Sources.Rest;
using EtlAspire.Extractor.Tests.Scanning;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.Extractor.Tests.Sources.Rest;

public sealed class RestReaderTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_read_to_the_end()
    {
        await using var api = await TestApi.StartAsync((context, _) => TestApi.WriteAsync(context,
            context.Request.Query["page"] == "3" ? "[]" : $$"""[{"page":{{context.Request.Query["page"]}}}]"""));
        var sink = new CollectingSink();
        var partition = Open(TestSource.Pipeline(api.BaseUrl, "path: /users, paginator: page_number"));

        while (!partition.Completed)
            await partition.ReadPageAsync(sink, Cancel);

        Assert.Equal(["""{"page":1}""", """{"page":2}"""], sink.Records);
        Assert.Equal(3, api.Requests);
    }

    [Fact]
    public async Task The_request_is_what_the_definition_says()
    {
        string? asked = null;
        string? headers = null;
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            var sent = context.Request.Headers;
            asked = $"{context.Request.Path}{context.Request.QueryString}";
            headers = $"{sent.Accept}|{sent.UserAgent}|{sent["X-Key"]}";
            return TestApi.WriteAsync(context, "[]");
        });
        var pipeline = TestSource.Pipeline(
            "${env:API}/v1/", "path: /users, params: { b: 2, key: \"${secret:KEY}\" }",
            ", headers: { Accept: text/json, X-Key: \"${secret:HEADER}\" }, params: { a: 1, b: 1 }");
        var partition = Open(pipeline, new() { ["API"] = api.BaseUrl, ["ETL_SECRET_KEY"] = "p&ss wörd", ["ETL_SECRET_HEADER"] = "h" });

        await partition.ReadPageAsync(new CollectingSink(), Cancel);

        Assert.Equal("/v1/users?a=1&b=2&key=p%26ss%20w%C3%B6rd", asked);
        Assert.Equal("text/json|EtlAspire|h", headers);
    }

    [Theory]
    [InlineData("Content-Type", "application/json")]
    [InlineData("Content-Language", "de")]
    [InlineData("Expires", "0")]
    public async Task A_header_of_contents_is_sent_too(string name, string value)
    {
        string? sent = null;
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            sent = context.Request.Headers[name];
            return TestApi.WriteAsync(context, "[]");
        });

        await Open(TestSource.Pipeline(api.BaseUrl, source: $", headers: {{ {name}: '{value}' }}")).ReadPageAsync(new CollectingSink(), Cancel);

        Assert.Equal(value, sent);
    }

    [Theory]
    [InlineData("${secret:USER}:${secret:PASSWORD}@", "", "us@er:p:/w%40")]
    [InlineData("${secret:USER}@", "", "us@er:")]
    [InlineData("user%3A:${secret:PASSWORD}@", "", "user::p:/w%40")]
    [InlineData("${secret:USER}@", ", headers: { authorization: Bearer x }", null)]
    public async Task Credentials_of_the_URL_are_sent_as_basic(string credentials, string source, string? expected)
    {
        string? sent = null;
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            sent = context.Request.Headers.Authorization;
            return TestApi.WriteAsync(context, "[]");
        });
        var url = api.BaseUrl.Replace("://", $"://{credentials}", StringComparison.Ordinal);

        await Open(TestSource.Pipeline(url, source: source), new() { ["ETL_SECRET_USER"] = "us@er", ["ETL_SECRET_PASSWORD"] = "p:/w%40" })
            .ReadPageAsync(new CollectingSink(), Cancel);

        Assert.Equal(expected is null ? "Bearer x" : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(expected))}", sent);
    }

    [Theory]
    [InlineData("/v1/", "path: ''", "/v1/")]
    [InlineData("/v1", "table: users", "/v1")]
    [InlineData("/v1/", "path: users", "/v1/users")]
    [InlineData("", "path: ''", "/")]
    public async Task Without_a_path_the_base_URL_itself_is_asked(string below, string resource, string expected)
    {
        string? asked = null;
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            asked = context.Request.Path;
            return TestApi.WriteAsync(context, "[]");
        });

        await Open(TestSource.Pipeline(api.BaseUrl + below, resource)).ReadPageAsync(new CollectingSink(), Cancel);

        Assert.Equal(expected, asked);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("X-GZIP")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task An_answer_may_be_compressed(string encoding)
    {
        await using var api = await TestApi.StartAsync(async (context, _) =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await using Stream body = encoding switch
            {
                "deflate" => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
                "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
                "identity" => context.Response.Body,
                _ => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
            };
            await body.WriteAsync("""[{"id":1}]"""u8.ToArray(), context.RequestAborted);
        });
        var sink = new CollectingSink();

        await Open(TestSource.Pipeline(api.BaseUrl)).ReadPageAsync(sink, Cancel);

        Assert.Equal(["""{"id":1}"""], sink.Records);
    }

    [Fact]
    public async Task A_compression_that_is_not_known_fails_the_run()
    {
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            context.Response.Headers.ContentEncoding = "compress";
            return TestApi.WriteAsync(context, "x");
        });

        Assert.Equal("unknown_encoding", (await FailAsync(TestSource.Pipeline(api.BaseUrl))).Kind);
    }

    [Theory]
    [InlineData(403, "0.01", 3)]
    [InlineData(403, null, 1)]
    [InlineData(429, "0.01", 3)]
    [InlineData(503, "nonsense", 3)]
    public async Task A_source_that_asks_to_wait_is_asked_again(int status, string? retryAfter, int requests)
    {
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });

        await FailAsync(TestSource.Pipeline(api.BaseUrl));

        Assert.Equal(requests, api.Requests);
    }

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("3", 3.0)]
    [InlineData("9999", 60.0)]
    [InlineData("Fri, 02 Jan 2026 03:04:15 GMT", 10.0)]
    [InlineData("Fri, 02 Jan 2026 03:04:00 GMT", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    public void A_pause_may_have_fractions_and_is_not_endless(string header, double? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        Assert.Equal(seconds, RetryAfter.Read(response, TimeSpan.FromMinutes(1), clock)?.TotalSeconds);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/a", true)]
    [InlineData("http://localhost/a", true)]
    [InlineData("https://example.com/a", false)]
    public void A_trace_is_told_to_this_machine_only(string url, bool isTold)
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var told = new List<string>();

        new LoopbackPropagator(DistributedContextPropagator.Current).Inject(activity, request, (_, name, _) => told.Add(name));

        Assert.Equal(isTold, told.Contains("traceparent"));
    }

    [Theory]
    [InlineData(404, "source_not_found", 1)]
    [InlineData(401, "source_refused", 1)]
    [InlineData(403, "source_refused", 1)]
    [InlineData(400, "source_error", 1)]
    [InlineData(302, "source_error", 1)]
    [InlineData(408, "source_unavailable", 3)]
    [InlineData(429, "source_unavailable", 3)]
    [InlineData(500, "source_unavailable", 3)]
    [InlineData(503, "source_unavailable", 3)]
    public async Task A_status_fails_the_run_at_once_or_after_more_attempts(int status, string kind, int requests)
    {
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var error = await FailAsync(TestSource.Pipeline(api.BaseUrl));

        Assert.Equal((Stage.Extract, kind), (error.Stage, error.Kind));
        Assert.StartsWith($"GET {api.BaseUrl}/users answered {status}", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Hint);
        Assert.Equal(requests, api.Requests);
    }

    [Fact]
    public async Task A_source_that_recovers_is_read()
    {
        await using var api = await TestApi.StartAsync((context, request) =>
        {
            context.Response.StatusCode = request < 3 ? 503 : 200;
            context.Response.Headers.RetryAfter = "0";
            return TestApi.WriteAsync(context, request < 3 ? "busy" : """[{"id":1}]""");
        });
        var sink = new CollectingSink();

        await Open(TestSource.Pipeline(api.BaseUrl)).ReadPageAsync(sink, Cancel);

        Assert.Equal(["""{"id":1}"""], sink.Records);
    }

    [Fact]
    public async Task An_unreachable_source_fails_the_run()
    {
        var error = await FailAsync(TestSource.Pipeline("http://127.0.0.1:1"));

        Assert.Equal("source_unavailable", error.Kind);
        Assert.Equal("GET http://127.0.0.1:1/users failed: Connection refused.", error.Message);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_fails_the_run()
    {
        await using var api = await TestApi.StartAsync(
            (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var error = await FailAsync(TestSource.Pipeline(api.BaseUrl), patience: Short);

        Assert.Equal("source_unavailable", error.Kind);
        Assert.Contains("no answer within", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, api.Requests);
    }

    [Fact]
    public async Task A_body_that_stands_still_breaks_the_page()
    {
        await using var api = await TestApi.StartAsync(async (context, _) =>
        {
            await TestApi.WriteAsync(context, """[{"id":1},""");
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var broken = await Assert.ThrowsAsync<BrokenPageException>(
            () => Open(TestSource.Pipeline(api.BaseUrl), patience: Short).ReadPageAsync(new CollectingSink(), Cancel));

        Assert.Equal(("source_unavailable", 3), (broken.Error.Kind, broken.Attempts));
        Assert.Contains("sent nothing for", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_body_is_read_as_long_as_it_moves()
    {
        await using var api = await TestApi.StartAsync(async (context, _) =>
        {
            foreach (var part in (string[])["[", "{\"id\"", ":1}", "]", " ", " ", " "])
            {
                await context.Response.WriteAsync(part, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });
        var sink = new CollectingSink();

        await Open(TestSource.Pipeline(api.BaseUrl)).ReadPageAsync(sink, Cancel);

        Assert.Equal(["""{"id":1}"""], sink.Records);
    }

    [Fact]
    public async Task A_connection_cut_halfway_breaks_the_page()
    {
        await using var api = await TestApi.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = 1000; // Kestrel closes the connection when less is written
            await TestApi.WriteAsync(context, """[{"id":1},""");
        });

        var broken = await Assert.ThrowsAsync<BrokenPageException>(
            () => Open(TestSource.Pipeline(api.BaseUrl)).ReadPageAsync(new CollectingSink(), Cancel));

        Assert.Equal("source_unavailable", broken.Error.Kind);
    }

    [Fact]
    public async Task Broken_JSON_breaks_the_page()
    {
        await using var api = await TestApi.StartAsync("""[{"id":1},{"id":2,"na""");

        var broken = await Assert.ThrowsAsync<BrokenPageException>(
            () => Open(TestSource.Pipeline(api.BaseUrl)).ReadPageAsync(new CollectingSink(), Cancel));

        Assert.Equal(("malformed_response", 3), (broken.Error.Kind, broken.Attempts));
        Assert.StartsWith($"GET {api.BaseUrl}/users answered with broken JSON after 1 records: ", broken.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_is_no_JSON()
    {
        await using var api = await TestApi.StartAsync(
            (context, _) => TestApi.WriteAsync(context, "<!doctype html><title>Login</title>", "text/html"));

        var error = await FailAsync(TestSource.Pipeline(api.BaseUrl));

        Assert.Equal("not_json", error.Kind);
        Assert.Equal($"GET {api.BaseUrl}/users did not answer with JSON but with '<!doctype html><title>Login</title>' "
            + "(Content-Type: text/html).", error.Message);
        Assert.Equal(1, api.Requests);
    }

    [Fact]
    public async Task No_content_is_an_empty_page()
    {
        await using var api = await TestApi.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        var partition = Open(TestSource.Pipeline(api.BaseUrl, "path: /users, paginator: page_number"));

        await partition.ReadPageAsync(new CollectingSink(), Cancel);

        Assert.True(partition.Completed);
    }

    [Fact]
    public async Task A_wrong_selector_fails_the_run()
    {
        await using var api = await TestApi.StartAsync("""{"rows":[]}""");

        var error = await FailAsync(TestSource.Pipeline(api.BaseUrl, "path: /users, data_selector: items"));

        Assert.Equal("bad_data_selector", error.Kind);
        Assert.Contains("has no 'items'; at the top it has rows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${env:NOWHERE}", "${env:NOWHERE}", "NOWHERE")]
    [InlineData("${secret:NOWHERE}", "${secret:NOWHERE}", "ETL_SECRET_NOWHERE")]
    public async Task A_missing_setting_is_named(string baseUrl, string placeholder, string variable)
    {
        var error = await FailAsync(TestSource.Pipeline(baseUrl));

        Assert.Equal("missing_setting", error.Kind);
        Assert.Equal($"The definition uses {placeholder}, but the Extractor has no environment variable {variable}.",
            error.Message);
    }

    [Fact]
    public async Task No_value_of_a_placeholder_gets_into_an_error()
    {
        var pipeline = TestSource.Pipeline("http://user:${secret:KEY}@127.0.0.1:1/${secret:KEY}", "path: \"/users/${env:KEY}\"",
            ", params: { key: \"${secret:KEY}\" }");

        var error = await FailAsync(pipeline, new() { ["KEY"] = "hidden", ["ETL_SECRET_KEY"] = "hidden" });

        Assert.Equal("GET http://127.0.0.1:1/${secret:KEY}/users/${env:KEY} failed: Connection refused.", error.Message);
    }

    [Theory]
    [InlineData("not-a-url", "bad_base_url")]
    [InlineData("file:///etc/passwd", "bad_base_url")]
    public async Task A_base_url_that_is_none_fails_the_run(string value, string kind)
    {
        var error = await FailAsync(TestSource.Pipeline("${env:API}"), new() { ["API"] = value });

        Assert.Equal(kind, error.Kind);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Key", "two\r\nlines")]
    [InlineData("X-Key", "wörd")]
    [InlineData("X Key", "text")]
    [InlineData("Content-Length", "5000")]
    public async Task A_header_that_cannot_be_sent_fails_the_run(string name, string value)
    {
        var pipeline = TestSource.Pipeline("http://127.0.0.1:1", source: $", headers: {{ {name}: \"${{secret:KEY}}\" }}");

        var error = await FailAsync(pipeline, new() { ["ETL_SECRET_KEY"] = value });

        Assert.Equal("bad_header", error.Kind);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    private static async Task<RunError> FailAsync(
        PipelineDefinition pipeline, Dictionary<string, string>? environment = null, TimeSpan? patience = null) =>
        (await Assert.ThrowsAsync<RunFailedException>(
            () => Open(pipeline, environment, patience).ReadPageAsync(new CollectingSink(), Cancel))).Error;

    private static IPartitionReader Open(
        PipelineDefinition pipeline, Dictionary<string, string>? environment = null, TimeSpan? patience = null) =>
        new ServiceCollection().AddTestSource(environment, patience).BuildServiceProvider()
            .GetRequiredService<SourceRegistry>().For(pipeline).Open(pipeline, pipeline.Resources[0], checkpoint: null);
}
