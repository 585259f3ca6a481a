using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Api;

internal static class RunActionEndpoints
{
    public static void MapRunActions(this IEndpointRouteBuilder api)
    {
        Map(api, "cancel", "Stops a run that has not ended.",
            (Guid id, RunActions actions, RunQueries runs, CancellationToken token) => AnswerAsync(id, actions.CancelAsync(id, token), runs, token));
        Map(api, "retry", "Lets a failed run go on from where it failed.",
            (Guid id, RunActions actions, RunQueries runs, CancellationToken token) => AnswerAsync(id, actions.RetryAsync(id, token), runs, token));
        Map(api, "replay", "Asks for a new run from the raw layer, without a call to the source; its rows take the place of those of this run.",
            ReplayAsync).Accepts<ReplayRequest>(isOptional: true, "application/json", "*/*");
    }

    private static RouteHandlerBuilder Map(IEndpointRouteBuilder api, string action, string summary, Delegate perform) =>
        api.MapPost($"/runs/{{id:guid}}/{action}", perform)
            .WithSummary(summary)
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ReplayAsync(
        Guid id, HttpRequest request, RunActions actions, RunQueries runs, CancellationToken cancellationToken)
    {
        if (await RequestText.ReadAsync(request, cancellationToken) is not { } body)
            return Problems.TooLarge("A request for a replay may have up to 1 MB.");

        var wanted = OptionalBody.Parse<ReplayRequest>(body, ReplayRequest.Example);
        return await AnswerAsync(id, actions.ReplayAsync(id, wanted.Force, cancellationToken), runs, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(
        Guid id, Task<RunActionResult> action, RunQueries runs, CancellationToken cancellationToken)
    {
        var result = await action;
        return result.RunId is { } runId
            ? await RunEndpoints.AcceptAsync(runs, runId, cancellationToken)
            : Problems.Refusal(result, id);
    }
}
