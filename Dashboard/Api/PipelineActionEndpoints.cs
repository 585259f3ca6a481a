using EtlAspire.Dashboard.Definitions;

namespace EtlAspire.Dashboard.Api;

internal static class PipelineActionEndpoints
{
    public static void MapPipelineActions(this IEndpointRouteBuilder api)
    {
        api.MapDelete("/pipelines/{name}", DeleteAsync)
            .WithSummary("Deletes a pipeline. 'tables' says whether the tables that it made stay ('keep') or go ('drop'); its runs stay.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/pipelines/{name}/pause", PauseAsync)
            .WithSummary("Lets the pipeline's schedule start no run until it is resumed; runs that are asked for go on.")
            .Produces<PipelineDetails>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/pipelines/{name}/resume", ResumeAsync)
            .WithSummary("Lets the pipeline's schedule start runs again, from its next time on.")
            .Produces<PipelineDetails>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> DeleteAsync(
        string name, string? tables, PipelineRemoval removal, CancellationToken cancellationToken)
    {
        if (tables is not ("keep" or "drop"))
            return Problems.BadRequest("Say what happens to the tables that the pipeline made: ?tables=keep leaves them, ?tables=drop drops them.");

        var deletion = await removal.DeleteAsync(name, dropsTables: tables == "drop", cancellationToken);
        if (deletion.IsDone)
            return TypedResults.NoContent();
        return deletion.Reason is null ? Problems.NoSuchPipeline(name) : Problems.NotDeleted(deletion);
    }

    private static Task<IResult> PauseAsync(
        string name, HttpResponse response, PipelinePause pause, PipelineQueries pipelines, CancellationToken cancellationToken) =>
        SetAsync(name, isPaused: true, response, pause, pipelines, cancellationToken);

    private static Task<IResult> ResumeAsync(
        string name, HttpResponse response, PipelinePause pause, PipelineQueries pipelines, CancellationToken cancellationToken) =>
        SetAsync(name, isPaused: false, response, pause, pipelines, cancellationToken);

    private static async Task<IResult> SetAsync(
        string name, bool isPaused, HttpResponse response, PipelinePause pause, PipelineQueries pipelines, CancellationToken cancellationToken) =>
        await pause.SetAsync(name, isPaused, cancellationToken)
            ? await PipelineEndpoints.FindAsync(name, response, pipelines, cancellationToken)
            : Problems.NoSuchPipeline(name);
}
