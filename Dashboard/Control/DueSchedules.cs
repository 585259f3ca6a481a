using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>
/// One round of the <see cref="Scheduler"/>. Moving the pipeline's next time on and asking for the run are one transaction
/// that one process wins. Times missed while nobody looked make one run.
/// </summary>
internal sealed partial class DueSchedules(
    CatalogDbContext catalog, RunRequests requests, RunNudges nudges, TimeProvider clock, ILogger<DueSchedules> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await catalog.Pipelines.AsNoTracking()
            .Where(pipeline => pipeline.NextRunAt <= now && pipeline.Schedule != null)
            .ToListAsync(cancellationToken);
        foreach (var pipeline in due)
            await RunAsync(pipeline, now, cancellationToken);
    }

    private async Task RunAsync(Pipeline pipeline, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = Schedules.NextAfter(pipeline.Schedule!, now);
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);
        var won = await catalog.Pipelines
            .Where(row => row.Name == pipeline.Name && row.NextRunAt == pipeline.NextRunAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextRunAt, next), cancellationToken);
        if (won == 0)
            return;

        var waiting = await catalog.Runs.AnyAsync(
            run => run.Pipeline == pipeline.Name && run.Status == RunStatus.Queued && run.Trigger == RunTrigger.Schedule,
            cancellationToken);
        var run = waiting ? null : await requests.AddAsync(pipeline.Name, RunTrigger.Schedule, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        if (run is null)
        {
            LogWaiting(pipeline.Name);
            return;
        }

        LogRequested(pipeline.Name, run.Id);
        nudges.Send(new RunRequested(run.Id), run.TraceParent);
    }

    [LoggerMessage(LogLevel.Information, "The schedule of {Pipeline} asked for run {RunId}")]
    private partial void LogRequested(string pipeline, Guid runId);

    [LoggerMessage(LogLevel.Warning, "The schedule of {Pipeline} asks for a run, but its last one still waits for its turn")]
    private partial void LogWaiting(string pipeline);
}
