using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>Measures what waits. The catalog knows it better than the broker's queues, whose messages may come twice or be lost.</summary>
internal sealed class Backlog(CatalogDbContext catalog, TimeProvider clock)
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var open = await catalog.Runs
            .Where(run => run.Status == RunStatus.Queued || run.Status == RunStatus.Running)
            .Select(run => new { run.Id, run.Status, run.RequestedAt })
            .ToListAsync(cancellationToken);
        var queued = open.FindAll(run => run.Status == RunStatus.Queued);
        Guid[] running = [.. open.Where(run => run.Status == RunStatus.Running).Select(run => run.Id)];
        var transformed = running.Length == 0 ? [] : await CountAsync(running, cancellationToken);
        ControlMetrics.Show(new BacklogSize(
            queued.Count,
            queued.Count == 0 ? TimeSpan.Zero : clock.GetUtcNow() - queued.Min(run => run.RequestedAt),
            running.Length,
            transformed.GetValueOrDefault(false),
            transformed.GetValueOrDefault(true)));
    }

    // By whether they are transformed.
    private Task<Dictionary<bool, long>> CountAsync(Guid[] running, CancellationToken cancellationToken) => catalog.UnloadedBatches
        .Where(batch => running.Contains(batch.RunId))
        .GroupBy(batch => batch.TransformedAt != null)
        .Select(group => new { IsTransformed = group.Key, Count = group.LongCount() })
        .ToDictionaryAsync(group => group.IsTransformed, group => group.Count, cancellationToken);
}
