using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Control;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Asks for runs: writes the row, which is the request, and lets the control loop send the word on.</summary>
internal sealed class RunRequests(CatalogDbContext catalog, RunNudges nudges, TimeProvider clock)
{
    /// <summary>Asks for a run with the pipeline's newest definition. Null when there is no such pipeline.</summary>
    public async Task<Guid?> CreateAsync(string pipelineName, RunTrigger trigger, CancellationToken cancellationToken)
    {
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        if (await AddAsync(pipelineName, trigger, null, cancellationToken) is not { } run)
            return null;

        await transaction.CommitAsync(cancellationToken);
        nudges.Send(new RunRequested(run.Id), run.TraceParent);
        return run.Id;
    }

    /// <summary>Whether there is such a pipeline.</summary>
    public Task<bool> ExistsAsync(string pipelineName, CancellationToken cancellationToken) =>
        catalog.LivePipelines.AnyAsync(pipeline => pipeline.Name == pipelineName, cancellationToken);

    /// <summary>
    /// Writes the row only, in the transaction of a caller that has to commit first. Null when there is no such pipeline (any more);
    /// it is not deleted while the transaction lasts.
    /// </summary>
    public async Task<Run?> AddAsync(
        string pipelineName, RunTrigger trigger, Guid? replayOf, CancellationToken cancellationToken)
    {
        if (!await catalog.MayRunAsync(pipelineName, cancellationToken))
            return null;

        var definition = await catalog.PipelineVersions
            .Where(version => version.Pipeline == pipelineName)
            .OrderByDescending(version => version.Version)
            .Select(version => new { version.Version, version.Yaml })
            .FirstOrDefaultAsync(cancellationToken);
        if (definition is null)
            return null;

        var run = new Run
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Pipeline = pipelineName,
            Version = definition.Version,
            Definition = definition.Yaml,
            Trigger = trigger,
            Status = RunStatus.Queued,
            RequestedAt = clock.GetUtcNow(),
            TraceParent = RunTrace.NewTraceParent(),
            ReplayOf = replayOf,
        };
        catalog.Runs.Add(run);
        await catalog.SaveChangesAsync(cancellationToken);
        return run;
    }
}
