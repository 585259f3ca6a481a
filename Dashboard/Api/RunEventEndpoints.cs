using System.Globalization;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Api;

/// <summary>A run as it goes: live as server-sent events, or its log as a text.</summary>
internal static class RunEventEndpoints
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    public static void MapRunEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{id:guid}/events", FollowAsync)
            .WithSummary("Follows a run: 'run' when it has changed, 'log' for each line, 'end' when it has ended.")
            .Produces<string>(contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/runs/{id:guid}/log", ReadLogAsync)
            .WithSummary("Gives the run's pipeline.log.")
            .Produces<string>(contentType: "text/plain")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FollowAsync(
        Guid id, HttpContext context, RunQueries runs, RunEventStream stream, IOptions<JsonOptions> json, TimeProvider clock,
        IHostApplicationLifetime lifetime)
    {
        if (await runs.FindAsync(id, context.RequestAborted) is null)
            return Problems.NoSuchRun(id);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var events = new ServerSentEvents(context.Response, json.Value.SerializerOptions);
        try
        {
            await SendAsync(events, stream.FollowAsync(id, LastEventId(context.Request), ending.Token), clock, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // the listener has left, or the server stops: it connects again and goes on after the last line it has
        }

        return TypedResults.Empty;
    }

    private static async Task SendAsync(
        ServerSentEvents events, IAsyncEnumerable<RunStreamItem> items, TimeProvider clock, CancellationToken cancellationToken)
    {
        await events.BeginAsync(cancellationToken);
        await using var source = items.GetAsyncEnumerator(cancellationToken);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (await Task.WhenAny(next, Task.Delay(HeartbeatInterval, clock, cancellationToken)) != next)
                {
                    await events.SendHeartbeatAsync(cancellationToken);
                    continue;
                }

                if (!await next)
                    return;

                await SendAsync(events, source.Current, cancellationToken);
                next = source.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed of while it moves.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task SendAsync(ServerSentEvents events, RunStreamItem item, CancellationToken cancellationToken) => item switch
    {
        { Run: { } run } => events.SendAsync("run", run, null, cancellationToken),
        { Line: { } line } => events.SendAsync(
            "log", new { line.At, line.Level, line.Stage, line.Message }, line.Id, cancellationToken),
        _ => events.SendAsync("end", new { }, null, cancellationToken),
    };

    private static long LastEventId(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static async Task<IResult> ReadLogAsync(
        Guid id, HttpContext context, RunQueries runs, RunLog log, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is null)
            return Problems.NoSuchRun(id);

        context.Response.ContentType = "text/plain; charset=utf-8";
        await foreach (var line in log.StreamAsync(id).WithCancellation(cancellationToken))
            await context.Response.WriteAsync(LogText.Format(line) + "\n", cancellationToken);
        return TypedResults.Empty;
    }
}
