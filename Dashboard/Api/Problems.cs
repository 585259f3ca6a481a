using EtlAspire.Contracts.Pipelines;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EtlAspire.Dashboard.Api;

/// <summary>The API's answers to what cannot be done.</summary>
internal static class Problems
{
    public static ProblemHttpResult BadRequest(string detail) => Problem(StatusCodes.Status400BadRequest, "Bad request", detail);

    public static ProblemHttpResult NoSuchPipeline(string name) =>
        Problem(StatusCodes.Status404NotFound, "No such pipeline", $"There is no pipeline '{name}'.");

    public static ProblemHttpResult NoSuchRun(Guid id) =>
        Problem(StatusCodes.Status404NotFound, "No such run", $"There is no run '{id}'.");

    public static ProblemHttpResult NoSuchRecord(string reason) =>
        Problem(StatusCodes.Status404NotFound, "No such record", reason);

    public static ProblemHttpResult Conflict(string reason, string? kind = null) =>
        TypedResults.Problem(title: "Not possible now", detail: reason, statusCode: StatusCodes.Status409Conflict,
            extensions: kind is null ? null : [new KeyValuePair<string, object?>("kind", kind)]);

    /// <summary>What is stored is not what the request says; with it, so that nobody has to ask again.</summary>
    public static ProblemHttpResult NotAsExpected(string name, PipelineDetails? current) =>
        current is null
            ? Problem(StatusCodes.Status412PreconditionFailed, "Not as expected", $"There is no pipeline '{name}'; nothing was stored.")
            : TypedResults.Problem(
                title: "Not as expected",
                detail: $"The pipeline '{name}' is at version {current.Version}; nothing was stored. "
                    + $"To store over that version, send If-Match: {PipelineTag.Of(current.Version)}.",
                statusCode: StatusCodes.Status412PreconditionFailed,
                extensions:
                [
                    new KeyValuePair<string, object?>("version", current.Version), new KeyValuePair<string, object?>("yaml", current.Yaml),
                ]);

    public static ProblemHttpResult NotDeleted(PipelineDeletion deletion) =>
        TypedResults.Problem(title: "Not possible now", detail: deletion.Reason, statusCode: StatusCodes.Status409Conflict,
            extensions: deletion.OpenRun is { } run ? [new KeyValuePair<string, object?>("run", run.Id)] : null);

    public static ProblemHttpResult TooLarge(string detail) =>
        Problem(StatusCodes.Status413PayloadTooLarge, "Too large", detail);

    public static ProblemHttpResult NoBackfill(string pipeline) =>
        Problem(StatusCodes.Status422UnprocessableEntity, "No incremental source",
            $"A backfill runs a past window of incremental sources, and the pipeline '{pipeline}' has none. Leave 'backfill' out.");

    public static ProblemHttpResult InvalidDefinition(IReadOnlyList<DefinitionError> errors) =>
        TypedResults.Problem(
            title: "The definition has errors",
            detail: errors.Count == 1
                ? $"Line {errors[0].Line}, column {errors[0].Column}: {errors[0].Message}"
                : $"{errors.Count} errors; nothing was stored.",
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: [new KeyValuePair<string, object?>("errors", errors)]);

    /// <summary>The answer to an action that was refused.</summary>
    public static ProblemHttpResult Refusal(RunActionResult result, Guid id) =>
        (result.Reason, result.Kind) switch
        {
            (null, _) => NoSuchRun(id),
            ({ } reason, null) => Conflict(reason),
            ({ } reason, { } kind) => Conflict($"{reason} {ReplayRequest.Example} does it all the same.", kind),
        };

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status);
}
