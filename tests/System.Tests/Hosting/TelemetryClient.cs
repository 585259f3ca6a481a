using System.Net;
using System.Text.Json;

namespace EtlAspire.SystemTests.Hosting;

/// <summary>What Aspire's dashboard has been told: its telemetry API, which answers OTLP as JSON.</summary>
public sealed class TelemetryClient(HttpClient http)
{
    private const int AllTraces = 10_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>A trace once it is as it should be; as it was at last where it never is.</summary>
    public async Task<Trace> WaitForAsync(string traceId, Func<Trace, bool> isComplete, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var trace = new Trace(traceId, []);
        await PollAsync(deadline, async () =>
        {
            trace = (await ReadTracesAsync($"/api/telemetry/traces/{traceId}", cancellationToken)).SingleOrDefault() ?? trace;
            return isComplete(trace);
        }, cancellationToken);
        return trace;
    }

    /// <summary>Waits for the first logs of a trace; they come by themselves, and may be later than its spans.</summary>
    public Task<bool> HasLogsAsync(string traceId, TimeSpan deadline, CancellationToken cancellationToken) =>
        PollAsync(deadline, async () =>
        {
            using var answer = await ReadAsync($"/api/telemetry/logs?traceId={traceId}", cancellationToken);
            return answer!.RootElement.GetProperty("totalCount").GetInt32() > 0;
        }, cancellationToken);

    public Task<IReadOnlyList<Trace>> ReadAllAsync(CancellationToken cancellationToken) =>
        ReadTracesAsync($"/api/telemetry/traces?limit={AllTraces}", cancellationToken);

    private static async Task<bool> PollAsync(TimeSpan deadline, Func<Task<bool>> isThere, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(deadline);
        using var timer = new PeriodicTimer(PollInterval);
        while (!await isThere())
        {
            if (timeout.IsCancellationRequested)
                return false;
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return true;
    }

    private async Task<IReadOnlyList<Trace>> ReadTracesAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await ReadAsync(path, cancellationToken);
        if (answer is null)
            return [];

        var spans =
            from resource in answer.RootElement.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
            let name = Attributes(resource.GetProperty("resource"))["service.name"]
            from scope in resource.GetProperty("scopeSpans").EnumerateArray()
            from span in scope.GetProperty("spans").EnumerateArray()
            select (TraceId: Text(span, "traceId")!, Span: ToSpan(span, name, Text(scope.GetProperty("scope"), "name") ?? ""));
        return [.. spans.GroupBy(span => span.TraceId, span => span.Span).Select(trace => new Trace(trace.Key, [.. trace]))];
    }

    private async Task<JsonDocument?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null; // nothing of it has arrived
        response.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
    }

    private static Span ToSpan(JsonElement span, string resource, string scope)
    {
        var hasStatus = span.TryGetProperty("status", out var status);
        return new Span(
            Text(span, "spanId")!, Text(span, "parentSpanId"), resource, scope, Text(span, "name")!,
            span.TryGetProperty("kind", out var kind) ? (SpanKind)kind.GetInt32() : SpanKind.Unspecified,
            hasStatus && status.TryGetProperty("code", out var code) && code.GetInt32() == 2,
            hasStatus ? Text(status, "message") : null,
            Attributes(span));
    }

    private static Dictionary<string, string> Attributes(JsonElement owner) =>
        owner.TryGetProperty("attributes", out var attributes)
            ? attributes.EnumerateArray().ToDictionary(pair => Text(pair, "key")!, pair => Text(pair.GetProperty("value"), "stringValue") ?? "")
            : [];

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
