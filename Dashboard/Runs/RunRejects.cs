using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Reads the records that a run could not use.</summary>
internal sealed class RunRejects(CatalogDbContext catalog)
{
    public const int MaxLimit = 1000;

    public const int DefaultLimit = 100;

    /// <summary>The first rejects, in the order of batches and positions. Null when there is no such run.</summary>
    public async Task<IReadOnlyList<Reject>?> ListAsync(Guid runId, int limit, CancellationToken cancellationToken)
    {
        if (!await catalog.Runs.AnyAsync(run => run.Id == runId, cancellationToken))
            return null;

        return await catalog.Quarantine
            .Where(record => record.RunId == runId)
            .OrderBy(record => record.BatchNumber).ThenBy(record => record.Position).ThenBy(record => record.Id)
            .Take(limit)
            .Select(record => new Reject(record.Stage, record.Reason, record.Resource, record.Record, record.Position))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A record that could not be used, as it came (it need not be JSON), and its position in its batch, from 1.</summary>
internal sealed record Reject(Stage Stage, string Reason, string Resource, string Record, long Position);
