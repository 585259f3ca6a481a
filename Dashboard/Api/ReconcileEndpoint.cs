using EtlAspire.Dashboard.Control;

namespace EtlAspire.Dashboard.Api;

internal static class ReconcileEndpoint
{
    public static void MapReconcile(this IEndpointRouteBuilder api) =>
        api.MapPost("/reconcile", ReconcileAsync)
            .WithSummary("Sends again, now, what is outstanding of every open run, as the reconciler does by itself for runs that stand still.")
            .Produces<ReconciledView>()
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ReconcileAsync(Reconciliation reconciliation, CancellationToken cancellationToken) =>
        await reconciliation.TryRunAsync(isAskedFor: true, cancellationToken) is { } done
            ? TypedResults.Ok(done)
            : Problems.Conflict("The reconciler is at work at this moment. Ask again in a few seconds.");
}
