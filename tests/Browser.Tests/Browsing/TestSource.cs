using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EtlAspire.BrowserTests.Browsing;

/// <summary>A source that does what a test tells it, or answers with texts that want to be run as HTML.</summary>
public sealed class TestSource : IAsyncLifetime
{
    public const string HostileText = "<script>document.title='taken over'</script>";

    private const string Records =
        """[{"id":1,"city":"Gwenborough"},{"id":2,"city":"Wisokyburgh"},{"id":3,"city":"McKenziehaven"}]""";

    // Well below the time after which the Extractor gives up a source that says nothing.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private WebApplication? _app;

    public string Address => _app?.Urls.Single() ?? throw new InvalidOperationException("The source is not started.");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/held/{key}", HoldAsync);
        _app.MapGet("/missing/{key}", (string key) =>
            GateOf(key).Task.IsCompleted ? Json(Records) : Results.NotFound());
        _app.MapGet("/hostile", () => Json($$"""["{{HostileText}}",{"id":"{{HostileText}}"},{"id":3}]"""));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets the requests of a key, those that wait and those that come, have their records.</summary>
    public void Release(string key) => GateOf(key).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in _gates.Values)
            gate.TrySetResult();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private TaskCompletionSource GateOf(string key) =>
        _gates.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task HoldAsync(string key, HttpContext context)
    {
        var released = GateOf(key).Task;
        context.Response.ContentType = "application/json";
        while (!released.IsCompleted)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.WhenAny(released, Task.Delay(SignOfLife, context.RequestAborted));
        }

        await context.Response.WriteAsync(Records, context.RequestAborted);
    }

    private static IResult Json(string text) => Results.Text(text, "application/json", Encoding.UTF8);
}
