using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Otlp;

/// <summary>
/// Telemetry as OTLP's JSON, at the addresses of Aspire's dashboard. Programs send the senders' key as <c>x-api-key</c>.
/// </summary>
internal static class TelemetryApi
{
    private const string Header = "x-api-key";
    private const int DefaultLimit = 200;

    public static void MapTelemetryApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/telemetry").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetService(typeof(OtlpKey)) is OtlpKey key && key.IsIn(context.HttpContext.Request, Header)
                ? await next(context)
                : TypedResults.Problem($"Send the key in the header {Header}.", statusCode: StatusCodes.Status401Unauthorized));
        api.MapGet("/resources", (TelemetryStore store) => TypedResults.Ok(
            store.Resources.Select(resource => new { resource.Name, resource.InstanceId })));
        api.MapGet("/traces", (TelemetryStore store, string? resource, string? search, bool? hasError, int? limit) =>
        {
            var (traces, total) = store.FindTraces(new TraceFilter(resource, search, hasError ?? false), limit ?? DefaultLimit);
            return Answer(traces.SelectMany(trace => store.FindTrace(trace.TraceId)?.Spans ?? []), total);
        });
        api.MapGet("/traces/{traceId}", (TelemetryStore store, string traceId) => store.FindTrace(traceId) is { } trace
            ? Answer(trace.Spans, trace.Spans.Count)
            : Results.NotFound());
        api.MapGet("/logs", (TelemetryStore store, string? resource, string? traceId, string? search, LogLevel? severity, int? limit) =>
        {
            var (logs, total) = store.FindLogs(
                new LogFilter(resource, severity ?? LogLevel.Trace, search, traceId), limit ?? DefaultLimit);
            return Results.Json(new JsonObject { ["data"] = new JsonObject { ["resourceLogs"] = Group(logs, log => log.Resource, "scopeLogs", "logRecords", Write) }, ["totalCount"] = total });
        });
    }

    private static IResult Answer(IEnumerable<Span> spans, int total) => Results.Json(new JsonObject
    {
        ["data"] = new JsonObject { ["resourceSpans"] = Group(spans, span => span.Resource, "scopeSpans", "spans", Write) },
        ["totalCount"] = total,
    });

    private static JsonArray Group<T>(
        IEnumerable<T> items, Func<T, TelemetryResource> resourceOf, string scopes, string records, Func<T, JsonObject> write) =>
        [.. items.GroupBy(resourceOf).Select(group => (JsonNode)new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Write(group.Key.Attributes) },
            [scopes] = new JsonArray(new JsonObject { [records] = new JsonArray([.. group.Select(write)]) }),
        })];

    private static JsonObject Write(Span span) => new()
    {
        ["traceId"] = span.TraceId,
        ["spanId"] = span.SpanId,
        ["parentSpanId"] = span.ParentSpanId ?? "",
        ["name"] = span.Name,
        ["kind"] = (int)span.Kind,
        ["startTimeUnixNano"] = Nanoseconds(span.StartTime),
        ["endTimeUnixNano"] = Nanoseconds(span.StartTime + span.Duration),
        ["attributes"] = Write(span.Attributes),
        ["events"] = new JsonArray([.. span.Events.Select(item => new JsonObject
        {
            ["timeUnixNano"] = Nanoseconds(item.Time), ["name"] = item.Name, ["attributes"] = Write(item.Attributes),
        })]),
        ["links"] = new JsonArray([.. span.Links.Select(link => new JsonObject
        {
            ["traceId"] = link.TraceId, ["spanId"] = link.SpanId, ["attributes"] = Write(link.Attributes),
        })]),
        ["status"] = new JsonObject { ["code"] = (int)span.Status, ["message"] = span.StatusMessage },
    };

    private static JsonObject Write(LogEntry log) => new()
    {
        ["timeUnixNano"] = Nanoseconds(log.Time),
        ["severityText"] = log.Level.ToString(),
        ["body"] = new JsonObject { ["stringValue"] = log.Message },
        ["traceId"] = log.TraceId ?? "",
        ["spanId"] = log.SpanId ?? "",
        ["attributes"] = Write(log.Attributes),
    };

    private static JsonArray Write(IReadOnlyList<TelemetryAttribute> attributes) =>
        [.. attributes.Select(attribute => (JsonNode)new JsonObject
        {
            ["key"] = attribute.Name, ["value"] = new JsonObject { ["stringValue"] = attribute.Value },
        })];

    private static string Nanoseconds(DateTimeOffset time) =>
        ((Int128)(time - DateTimeOffset.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);
}
