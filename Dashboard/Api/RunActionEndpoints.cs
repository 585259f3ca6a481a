using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Api;

internal static class RunActionEndpoints
{
    public static void MapRunActions(this IEndpointRouteBuilder api)
    {
        Map(api, "cancel", "Stops a run that has not ended.", (actions, id, token) => actions.CancelAsync(id, token));
        Map(api, "retry", "Lets a failed run go on from where it failed.", (actions, id, token) => actions.RetryAsync(id, token));
        Map(api, "replay", "Asks for a new run from the raw layer, without a call to the source.",
            (actions, id, token) => actions.ReplayAsync(id, token));
    }

    private static void Map(
        IEndpointRouteBuilder api, string action, string summary,
        Func<RunActions, Guid, CancellationToken, Task<RunActionResult>> perform) =>
        api.MapPost($"/runs/{{id:guid}}/{action}", async (
                Guid id, RunActions actions, RunQueries runs, CancellationToken cancellationToken) =>
            {
                var result = await perform(actions, id, cancellationToken);
                return result.RunId is { } runId
                    ? await RunEndpoints.AcceptAsync(runs, runId, cancellationToken)
                    : Problems.Refusal(result, id);
            })
            .WithSummary(summary)
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
}
