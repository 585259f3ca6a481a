using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EtlAspire.Extractor.Tests.Sources.Rest;

/// <summary>A web API that answers as the test says.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private TestApi(WebApplication app) => _app = app;

    public string BaseUrl => _app.Urls.First();

    /// <summary>How many requests came.</summary>
    public int Requests => _requests;

    /// <param name="answer">Answers a request; gets its number, from 1.</param>
    public static async Task<TestApi> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var api = new TestApi(app);
        app.Run(context => answer(context, Interlocked.Increment(ref api._requests)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public static Task<TestApi> StartAsync(string json) =>
        StartAsync((context, _) => WriteAsync(context, json));

    public static Task WriteAsync(HttpContext context, string body, string contentType = "application/json")
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1)); // an answer may hang on purpose
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
    }
}
