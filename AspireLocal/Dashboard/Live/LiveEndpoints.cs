using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Live;

/// <summary>Tells open pages that there is something new; they then fetch themselves again. Consoles get their lines.</summary>
internal static class LiveEndpoints
{
    // No more often than a person can follow.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/live/resources", (IResourceService resources, TimeProvider clock, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(WatchAsync(resources, clock, cancellationToken)));
        routes.MapGet("/live/{kind}", (TelemetryKind kind, TelemetryStore store, TimeProvider clock, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(WatchAsync(store, kind, clock, cancellationToken)));
        routes.MapGet("/live/console/{id}", (string id, IResourceService resources, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(WatchConsoleAsync(resources, id, cancellationToken)));
    }

    private static async IAsyncEnumerable<string> WatchAsync(
        TelemetryStore store, TelemetryKind kind, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            // At once, too: something may have come between the page and this.
            var seen = store.VersionOf(kind);
            yield return "changed";
            await Task.Delay(Pause, clock, cancellationToken);
            await store.WaitForChangeAsync(kind, seen, cancellationToken);
        }
    }

    private static async IAsyncEnumerable<string> WatchAsync(
        IResourceService resources, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = clock.GetTimestamp() - clock.TimestampFrequency;
        await foreach (var _ in resources.WatchAsync(cancellationToken))
        {
            if (clock.GetElapsedTime(last) < TimeSpan.FromMilliseconds(100))
                continue; // each of them comes once at the beginning
            yield return "changed";
            last = clock.GetTimestamp();
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> WatchConsoleAsync(
        IResourceService resources, string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var lines in resources.WatchConsoleAsync(id, cancellationToken))
        {
            foreach (var part in lines.Chunk(500))
                yield return new SseItem<string>(string.Concat(part.Select(AnsiHtml.Line)), "lines");
        }
    }
}
