using System.Collections.Concurrent;
using System.Text;

namespace EtlAspire.SampleApi;

/// <summary>What goes wrong with real APIs, each at an address of its own, for tests.</summary>
internal static class Faults
{
    private static readonly ConcurrentDictionary<string, int> Failures = new();

    private static readonly string ManyDigits = string.Concat(Enumerable.Range(0, 40).Select(_ => "1234567890"));

    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        var faults = app.MapGroup("/faults");
        faults.MapGet("/status/{code:int}", (int code) => Results.Problem($"You asked for {code}.", statusCode: code));
        faults.MapGet("/flaky", Flaky);
        faults.MapGet("/html", () => Results.Text("<!doctype html><title>Login</title>Please log in", "text/html"));
        faults.MapGet("/broken", () => Json("""[{"id":1,"name":"one"},{"id":2,"name":"two"},{"id":3,"na"""));
        faults.MapGet("/empty", () => Json("[]"));
        faults.MapGet("/mixed", () => Json("""[{"id":1},2,"three",null,[5],true,{"id":7}]"""));
        faults.MapGet("/slow", Slow);
        faults.MapGet("/big-number", () => Json($$"""
            [{"id":1,"value":0.1234567890123456789},{"id":2,"value":{{ManyDigits}}},{"id":3,"value":-0.{{ManyDigits}}}]
            """));
        faults.MapGet("/nul", () => Json("""[{"id":1,"name":"before\u0000after"},{"id":2,"name":"plain"}]"""));
    }

    /// <summary>Fails as often as asked, for each key by itself, and then goes well.</summary>
    private static IResult Flaky(int fail = 1, string key = "")
    {
        var failures = Failures.AddOrUpdate(key, 1, (_, before) => before + 1);
        return failures <= fail
            ? Results.Problem($"Failure {failures} of {fail}.", statusCode: 503)
            : Json("""[{"id":1}]""");
    }

    private static async Task<IResult> Slow(TimeProvider clock, CancellationToken cancellationToken, double seconds = 1)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancellationToken);
        return Json("""[{"id":1}]""");
    }

    private static IResult Json(string text) => Results.Text(text, "application/json", Encoding.UTF8);
}
