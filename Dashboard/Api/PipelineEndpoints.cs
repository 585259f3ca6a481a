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
            .WithSummary("Gives one pipeline with its definition; its ETag is the version.")
            .Produces<PipelineDetails>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/pipelines/{name}", SaveAsync)
            .WithSummary("Stores a definition: 201 for a new pipeline, 200 otherwise. The same text makes no new version, "
                + "but for one that was stored before append looked at primary_key and has both. "
                + "If-Match with the ETag of GET, or * for any version, and If-None-Match: * for none make it depend on what is there.")
            .Accepts<string>("application/yaml", "*/*")
            .Produces<PipelineDetails>()
            .Produces<PipelineDetails>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(PipelineQueries pipelines, CancellationToken cancellationToken) =>
        TypedResults.Ok(await pipelines.ListAsync(cancellationToken));

    /// <summary>200 with a pipeline and its ETag, or 404.</summary>
    public static async Task<IResult> FindAsync(
        string name, HttpResponse response, PipelineQueries pipelines, CancellationToken cancellationToken)
    {
        if (await pipelines.FindAsync(name, cancellationToken) is not { } pipeline)
            return Problems.NoSuchPipeline(name);

        response.Headers.ETag = PipelineTag.Of(pipeline.Version);
        return TypedResults.Ok(pipeline);
    }

    private static async Task<IResult> SaveAsync(
        string name, HttpContext context, DefinitionStore store, PipelineQueries pipelines, CancellationToken cancellationToken)
    {
        if (await RequestText.ReadAsync(context.Request, cancellationToken) is not { } yaml)
            return Problems.TooLarge("A definition may have up to 1 MB.");

        var result = await store.SaveAsync(name, yaml, PipelineTag.ConditionOf(context.Request), cancellationToken);
        if (result.Outcome == StoreOutcome.Invalid)
            return Problems.InvalidDefinition(result.Errors);

        var pipeline = await pipelines.FindAsync(name, cancellationToken);
        if (result.Outcome == StoreOutcome.Refused)
        {
            if (pipeline is not null)
                context.Response.Headers.ETag = PipelineTag.Of(pipeline.Version);
            return Problems.NotAsExpected(name, pipeline);
        }

        if (pipeline is null)
            return Problems.NoSuchPipeline(name); // deleted at the same moment

        // What this request stored, even if somebody has stored the next version since.
        context.Response.Headers.ETag = PipelineTag.Of(result.Version);
        pipeline = pipeline with { Version = result.Version, Yaml = yaml };
        return result.Outcome == StoreOutcome.Created
            ? TypedResults.Created($"/api/pipelines/{name}", pipeline)
            : TypedResults.Ok(pipeline);
    }
}
