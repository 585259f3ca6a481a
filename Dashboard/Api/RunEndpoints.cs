using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Api;

internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/pipelines/{name}/runs", StartAsync)
            .WithSummary("Asks for a run.")
            .Accepts<StartRunRequest>(isOptional: true, "application/json", "*/*")
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/runs", ListAsync)
            .WithSummary("Lists runs, newest first; 'before' is the number of the last run of the page before.")
            .Produces<RunView[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/runs/{id:guid}", FindAsync)
            .WithSummary("Gives one run.")
            .Produces<RunView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>202 with the place of a run and the run.</summary>
    public static async Task<IResult> AcceptAsync(RunQueries runs, Guid id, CancellationToken cancellationToken) =>
        TypedResults.Accepted($"/api/runs/{id}", await runs.FindAsync(id, cancellationToken));

    private static async Task<IResult> StartAsync(
        string name, HttpRequest request, RunRequests requests, RunQueries runs, CancellationToken cancellationToken)
    {
        if (await RequestText.ReadAsync(request, cancellationToken) is not { } body)
            return Problems.TooLarge("A request for a run may have up to 1 MB.");

        var wanted = OptionalBody.Parse<StartRunRequest>(body, StartRunRequest.Example);
        if (wanted.Backfill is not null)
        {
            return await requests.ExistsAsync(name, cancellationToken)
                ? Problems.NoBackfill(name)
                : Problems.NoSuchPipeline(name);
        }

        return await requests.CreateAsync(name, RunTrigger.Manual, cancellationToken) is { } id
            ? await AcceptAsync(runs, id, cancellationToken)
            : Problems.NoSuchPipeline(name);
    }

    private static async Task<IResult> ListAsync(
        string? pipeline, string? status, int? limit, long? before, RunQueries runs, CancellationToken cancellationToken)
    {
        RunStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (!RunStates.TryParse(status, out var known))
                return Problems.BadRequest($"There is no status '{status}'; there are {RunStates.Names}.");
            wanted = known;
        }

        if (limit is < 1 or > RunFilter.MaxLimit)
            return Problems.BadRequest($"'limit' must be from 1 to {RunFilter.MaxLimit}.");

        var filter = new RunFilter(
            string.IsNullOrEmpty(pipeline) ? null : pipeline, wanted, limit ?? RunFilter.DefaultLimit, before);
        return TypedResults.Ok(await runs.ListAsync(filter, cancellationToken));
    }

    private static async Task<IResult> FindAsync(Guid id, RunQueries runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(id, cancellationToken) is { } run ? TypedResults.Ok(run) : Problems.NoSuchRun(id);
}
