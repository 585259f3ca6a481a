using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Reads runs with their counts.</summary>
internal sealed class RunQueries(CatalogDbContext catalog)
{
    public async Task<RunView?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var runs = await ReadAsync(catalog.Runs.Where(run => run.Id == id), cancellationToken);
        return runs.SingleOrDefault();
    }

    /// <summary>The runs that a filter lets through, newest first.</summary>
    /// <exception cref="BadHttpRequestException">It names what no pipeline can be called.</exception>
    public Task<IReadOnlyList<RunView>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Pipeline?.Contains('\0') == true)
            throw new BadHttpRequestException("A text of the request holds a NUL character.");

        var runs = catalog.Runs.AsQueryable();
        if (filter.Pipeline is { } pipeline)
            runs = runs.Where(run => run.Pipeline == pipeline);
        if (filter.Status is { } status)
            runs = runs.Where(run => run.Status == status);
        if (filter.Before is { } before)
            runs = runs.Where(run => run.Number < before);
        return ReadAsync(runs.OrderByDescending(run => run.Number).Take(filter.Limit), cancellationToken);
    }

    /// <summary>The newest run of each pipeline that has one, by the pipeline's name.</summary>
    public async Task<IReadOnlyDictionary<string, RunView>> NewestAsync(CancellationToken cancellationToken)
    {
        var numbers = await catalog.LivePipelines
            .Select(pipeline => catalog.Runs.Where(run => run.Pipeline == pipeline.Name).Max(run => (long?)run.Number))
            .ToListAsync(cancellationToken);
        var newest = await ReadAsync(catalog.Runs.Where(run => numbers.Contains(run.Number)), cancellationToken);
        return newest.ToDictionary(run => run.Pipeline, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<RunView>> ReadAsync(IQueryable<Run> query, CancellationToken cancellationToken)
    {
        // Column by column: the definition's text may be large and no list shows it.
        var runs = await query.AsNoTracking()
            .Select(run => new RunRow(
                run.Id, run.Number, run.Pipeline, run.Version, run.Trigger, run.Status, run.RequestedAt, run.StartedAt,
                run.FinishedAt, run.TraceParent, run.Receipt, run.Warnings, run.Error, run.LakeRemovedAt))
            .ToListAsync(cancellationToken);
        if (runs.Count == 0)
            return [];

        var ids = runs.ConvertAll(run => run.Id);
        var batches = await SumBatchesAsync(ids, cancellationToken);
        var loaded = await SumLoadedAsync(ids, cancellationToken);
        var tables = (await catalog.PublishedTables.AsNoTracking()
                .Where(table => ids.Contains(table.RunId)).OrderBy(table => table.Name).ToListAsync(cancellationToken))
            .ToLookup(table => table.RunId, table => new TableRows(table.Name, table.Rows));
        return runs.ConvertAll(run => ToView(
            run, batches.GetValueOrDefault(run.Id), loaded.GetValueOrDefault(run.Id), [.. tables[run.Id]]));
    }

    private Task<Dictionary<Guid, BatchSums>> SumBatchesAsync(List<Guid> ids, CancellationToken cancellationToken) =>
        catalog.Batches
            .Where(batch => ids.Contains(batch.RunId))
            .GroupBy(batch => batch.RunId)
            .Select(group => new
            {
                group.Key,
                Sums = new BatchSums(
                    group.Count(),
                    group.Count(batch => batch.TransformedAt != null),
                    group.Sum(batch => batch.Records + batch.ExtractRejects),
                    group.Sum(batch => batch.Filtered),
                    group.Sum(batch => batch.ExtractRejects + batch.TransformRejects)),
            })
            .ToDictionaryAsync(group => group.Key, group => group.Sums, cancellationToken);

    private Task<Dictionary<Guid, LoadedSums>> SumLoadedAsync(List<Guid> ids, CancellationToken cancellationToken) =>
        catalog.LoadedBatches
            .Where(batch => ids.Contains(batch.RunId))
            .GroupBy(batch => batch.RunId)
            .Select(group => new { group.Key, Sums = new LoadedSums(group.Count(), group.Sum(batch => batch.Rows)) })
            .ToDictionaryAsync(group => group.Key, group => group.Sums, cancellationToken);

    private static RunView ToView(RunRow run, BatchSums batches, LoadedSums loaded, IReadOnlyList<TableRows> tables)
    {
        var receipt = run.Receipt is { } final
            ? new ReceiptView(final.Extracted, final.Filtered, final.Quarantined, final.Loaded, final.Balanced)
            : new ReceiptView(batches.Extracted, batches.Filtered, batches.Quarantined, loaded.Rows, false);
        return new RunView(
            run.Id, run.Number, run.Pipeline, run.Version, run.Trigger, run.Status, run.RequestedAt, run.StartedAt,
            run.FinishedAt, RunTrace.TraceId(run.TraceParent), receipt,
            new BatchCounts(batches.Count, batches.Count, batches.Transformed, loaded.Count), tables, run.Warnings,
            run.Error, run.LakeRemovedAt);
    }

    private sealed record RunRow(
        Guid Id, long Number, string Pipeline, int Version, RunTrigger Trigger, RunStatus Status,
        DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? TraceParent,
        Receipt? Receipt, IReadOnlyList<RunWarning> Warnings, RunError? Error, DateTimeOffset? LakeRemovedAt);

    private readonly record struct BatchSums(int Count, int Transformed, long Extracted, long Filtered, long Quarantined);

    private readonly record struct LoadedSums(int Count, long Rows);
}
