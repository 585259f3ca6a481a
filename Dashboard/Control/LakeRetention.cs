using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

/// <summary>
/// One round of the <see cref="LakeKeeper"/>. A run is marked in the catalog before its files are deleted, so a round that dies
/// between the two is made good by the next one.
/// </summary>
internal sealed partial class LakeRetention(
    LakeStock stock,
    LakeRemoval removal,
    DataLake lake,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<LakeRetention> logger)
{
    /// <summary>Longer than anybody takes to write a file.</summary>
    private static readonly TimeSpan LongestUse = TimeSpan.FromDays(1);

    private int _runs;
    private int _files;
    private long _bytes;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var families = await stock.ReadAsync(cancellationToken);
            foreach (var family in families)
                await RemoveLeftoversAsync(family, cancellationToken);
            await RemoveOldestAsync(families, cancellationToken);
        }
        catch (Exception exception) when (exception
            is LakeUnavailableException or RunFailedException or IOException or UnauthorizedAccessException)
        {
            LogTroubled(exception.Message);
        }
        finally
        {
            if (_files > 0)
                LogRemoved(_runs, _files, _bytes);
        }
    }

    // Of runs that were marked, and drafts whose writer died.
    private async Task RemoveLeftoversAsync(StoredFamily family, CancellationToken cancellationToken)
    {
        if (family.RemovedAt is not null)
        {
            await RemoveRunsAsync(family, cancellationToken);
        }
        else if (family.EndedAt is not null)
        {
            var before = clock.GetUtcNow() - LongestUse;
            var runs = family.Runs.Where(run => run.HasDrafts);
            await RemoveAsync(runs, entry => entry.IsDraft && entry.ModifiedAt < before, cancellationToken);
        }
    }

    private async Task RemoveOldestAsync(IReadOnlyList<StoredFamily> families, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.Value.MaxAge;
        var allBytes = families.Sum(family => family.Bytes);
        foreach (var family in families.Where(family => family.RemovedAt is null).OrderBy(family => family.EndedAt))
        {
            if (family.EndedAt is not { } endedAt)
                continue;
            if (!(endedAt < before || allBytes - _bytes > options.Value.MaxBytes))
                return;

            if (await removal.TryMarkAsync(family.Root, endedAt, cancellationToken))
                await RemoveRunsAsync(family, cancellationToken);
        }
    }

    private async Task RemoveRunsAsync(StoredFamily family, CancellationToken cancellationToken)
    {
        await RemoveAsync(family.Runs, _ => true, cancellationToken);
        _runs += family.Runs.Count;
    }

    private async Task RemoveAsync(
        IEnumerable<StoredRun> runs, Func<LakeEntry, bool> isMeant, CancellationToken cancellationToken)
    {
        foreach (var folder in runs.SelectMany(run => run.Folders))
        {
            await foreach (var entry in lake.ListAsync(folder, cancellationToken).Where(isMeant))
            {
                await lake.RemoveAsync(entry, cancellationToken);
                _files++;
                _bytes += entry.Bytes;
            }
        }
    }

    [LoggerMessage(LogLevel.Information,
        "Removed the files of {RunCount} runs from the lake: {FileCount} files, {Bytes} bytes")]
    private partial void LogRemoved(int runCount, int fileCount, long bytes);

    [LoggerMessage(LogLevel.Warning, "The lake could not be brought within its limits, which is tried again later: {Reason}")]
    private partial void LogTroubled(string reason);
}
