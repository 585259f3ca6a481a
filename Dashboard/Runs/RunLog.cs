using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Reads a run's <c>pipeline.log</c>.</summary>
internal sealed class RunLog(CatalogDbContext catalog)
{
    /// <summary>The lines after an id, in the order of their ids.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(Guid runId, long afterId, CancellationToken cancellationToken) =>
        await Query(runId, afterId).ToListAsync(cancellationToken);

    /// <summary>All lines, streamed.</summary>
    public IAsyncEnumerable<LogLine> StreamAsync(Guid runId) => Query(runId, 0).AsAsyncEnumerable();

    /// <summary>The newest lines, oldest first.</summary>
    public async Task<IReadOnlyList<LogLine>> TailAsync(Guid runId, int count, CancellationToken cancellationToken)
    {
        var lines = await Query(runId, 0).Reverse().Take(count).ToListAsync(cancellationToken);
        lines.Reverse();
        return lines;
    }

    private IQueryable<LogLine> Query(Guid runId, long afterId) =>
        catalog.RunEvents
            .Where(entry => entry.RunId == runId && entry.Id > afterId)
            .OrderBy(entry => entry.Id)
            .Select(entry => new LogLine(entry.Id, entry.At, entry.Level, entry.Stage, entry.Message));
}

/// <summary>A line of a run's log.</summary>
internal sealed record LogLine(long Id, DateTimeOffset At, EventLevel Level, Stage Stage, string Message);
