using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Api;

/// <summary>The records behind a run: those it could not use, and the raw one behind a row.</summary>
internal static class RunRecordEndpoints
{
    public static void MapRunRecords(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{id:guid}/rejects", ListRejectsAsync)
            .WithSummary("Lists the records that the run could not use, each with its reason.")
            .Produces<Reject[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/lineage/{run:long}/{record:long}", FindRecordAsync)
            .WithSummary("Gives the raw record that a row came from, by the row's _run and _record.")
            .Produces<object>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListRejectsAsync(
        Guid id, int? limit, RunRejects rejects, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > RunRejects.MaxLimit)
            return Problems.BadRequest($"'limit' must be from 1 to {RunRejects.MaxLimit}.");
        return await rejects.ListAsync(id, limit ?? RunRejects.DefaultLimit, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : Problems.NoSuchRun(id);
    }

    private static async Task<IResult> FindRecordAsync(
        long run, long record, RunLineage lineage, CancellationToken cancellationToken)
    {
        var result = await lineage.FindAsync(run, record, cancellationToken);
        return result.Json is { } json
            ? TypedResults.Text(json, "application/json")
            : Problems.NoSuchRecord(result.Reason!);
    }
}
