using EtlAspire.Dashboard.Runs;

namespace EtlAspire.Dashboard.Api;

internal static class RunAccepted
{
    /// <summary>202 with the place of a run and the run.</summary>
    public static async Task<IResult> AtAsync(RunQueries runs, Guid id, CancellationToken cancellationToken) =>
        TypedResults.Accepted($"/api/runs/{id}", await runs.FindAsync(id, cancellationToken));
}
