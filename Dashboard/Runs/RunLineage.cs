using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Runs;

/// <summary>Follows a loaded row back to the raw record that it came from.</summary>
internal sealed class RunLineage(CatalogDbContext catalog, DataLake lake)
{
    private const long LargestRecord = (long)int.MaxValue * RecordId.Factor + RecordId.MaxPosition;

    /// <summary>The record of a row, by its <c>_run</c> and <c>_record</c>.</summary>
    public async Task<LineageResult> FindAsync(long runNumber, long record, CancellationToken cancellationToken)
    {
        if (record is <= RecordId.Factor or > LargestRecord)
            return LineageResult.Missing($"{record} is no value of a _record column: it is batch × 1,000,000 + position.");

        var id = RecordId.FromInt64(record);
        var run = await catalog.Runs
            .Where(candidate => candidate.Number == runNumber)
            .Select(candidate => new { candidate.Id, candidate.LakeRemovedAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (run is null)
            return LineageResult.Missing($"There is no run {runNumber}.");

        var batch = await catalog.Batches
            .Where(candidate => candidate.RunId == run.Id && candidate.Number == id.BatchNumber)
            .Select(candidate => new { candidate.RawPath, candidate.Records })
            .SingleOrDefaultAsync(cancellationToken);
        if (batch is null)
            return LineageResult.Missing($"Run {runNumber} has no batch {id.BatchNumber}.");
        if (batch.RawPath is null || id.Position < 1 || id.Position > batch.Records)
        {
            return LineageResult.Missing(
                $"Batch {id.BatchNumber} of run {runNumber} has {batch.Records} records, none at position {id.Position}.");
        }

        if (run.LakeRemovedAt is { } removedAt)
        {
            return LineageResult.Missing(
                $"The raw records of run {runNumber} were removed from the lake on {removedAt:yyyy-MM-dd}; the rows it loaded are all that is kept.");
        }

        return await ReadAsync(batch.RawPath, id.Position, cancellationToken);
    }

    private async Task<LineageResult> ReadAsync(string rawPath, int position, CancellationToken cancellationToken)
    {
        try
        {
            return await lake.ReadRecordAsync(rawPath, position, cancellationToken) is { } json
                ? new LineageResult(json, null)
                : LineageResult.Missing($"The lake's file {rawPath} ends before line {position}.");
        }
        catch (RunFailedException missing)
        {
            return LineageResult.Missing($"{missing.Error.Message} {missing.Error.Hint}");
        }
    }
}

/// <summary>The raw record, or why it is not to be had.</summary>
internal sealed record LineageResult(string? Json, string? Reason)
{
    public static LineageResult Missing(string reason) => new(null, reason);
}
