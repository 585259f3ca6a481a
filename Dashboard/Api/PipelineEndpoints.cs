using EtlAspire.Dashboard.Definitions;

namespace EtlAspire.Dashboard.Api;

internal static class PipelineEndpoints
{
    public static void MapPipelines(this IEndpointRouteBuilder api)
    {
        api.MapGet("/pipelines", ListAsync)
            .WithSummary("Lists the pipelines, each with its newest run.")
            .Produces<PipelineSummary[]>();
        api.MapGet("/pipelines/{name}", FindAsync)
            .WithSummary("Gives one pipeline with its definition.")
            .Produces<PipelineDetails>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/pipelines/{name}", SaveAsync)
            .WithSummary("Stores a definition: 201 for a new pipeline, 200 otherwise. The same text makes no new version.")
            .Accepts<string>("application/yaml", "*/*")
            .Produces<PipelineDetails>()
            .Produces<PipelineDetails>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(PipelineQueries pipelines, CancellationToken cancellationToken) =>
        TypedResults.Ok(await pipelines.ListAsync(cancellationToken));

    private static async Task<IResult> FindAsync(string name, PipelineQueries pipelines, CancellationToken cancellationToken) =>
        await pipelines.FindAsync(name, cancellationToken) is { } pipeline
            ? TypedResults.Ok(pipeline)
            : Problems.NoSuchPipeline(name);

    private static async Task<IResult> SaveAsync(
        string name, HttpRequest request, DefinitionStore store, PipelineQueries pipelines, CancellationToken cancellationToken)
    {
        if (await RequestText.ReadAsync(request, cancellationToken) is not { } yaml)
            return Problems.TooLarge("A definition may have up to 1 MB.");

        var result = await store.SaveAsync(name, yaml, cancellationToken);
        if (result.Outcome == StoreOutcome.Invalid)
            return Problems.InvalidDefinition(result.Errors);

        var pipeline = await pipelines.FindAsync(name, cancellationToken);
        return result.Outcome == StoreOutcome.Created
            ? TypedResults.Created($"/api/pipelines/{name}", pipeline)
            : TypedResults.Ok(pipeline);
    }
}
