using EtlAspire.Contracts.Runs;
using EtlAspire.Dashboard.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Control;

/// <summary>Finds what lies in the lake, and whose it is.</summary>
internal sealed class LakeStock(CatalogDbContext catalog, DataLake lake)
{
    public async Task<IReadOnlyList<StoredFamily>> ReadAsync(CancellationToken cancellationToken)
    {
        // The lake first: a run is in the catalog before it writes anything, so every file's run is found there.
        var stored = new Dictionary<(string Pipeline, long Number), StoredRun>();
        await foreach (var entry in lake.ListAsync(null, cancellationToken))
        {
            if (!stored.TryGetValue((entry.Pipeline, entry.RunNumber), out var files))
                stored.Add((entry.Pipeline, entry.RunNumber), files = new StoredRun());
            files.Bytes += entry.Bytes;
            files.HasDrafts |= entry.IsDraft;
            files.Folders.Add(entry.Folder);
        }

        var runs = await FindRunsAsync([.. stored.Keys.Select(key => key.Number)], cancellationToken);

        // Without what the catalog does not know: it may be another's, or all that is left of a lost catalog.
        return [.. runs.Values
            .GroupBy(run => RootOf(run, runs))
            .Select(family => Describe(family.Key, [.. family], stored))
            .Where(family => family.Runs.Count > 0)];
    }

    // With the runs whose files are known goes every run that may have some, for it may be queued to read another's.
    private Task<Dictionary<Guid, RunKey>> FindRunsAsync(long[] numbers, CancellationToken cancellationToken) =>
        catalog.Runs
            .Where(run => run.LakeRemovedAt == null || numbers.Contains(run.Number))
            .Select(run => new RunKey(
                run.Id, run.Number, run.Pipeline, run.ReplayOf, run.Status, run.FinishedAt, run.LakeRemovedAt))
            .ToDictionaryAsync(run => run.Id, cancellationToken);

    private static Guid RootOf(RunKey run, Dictionary<Guid, RunKey> runs)
    {
        while (run.ReplayOf is { } original && runs.TryGetValue(original, out var next))
            run = next;
        return run.Id;
    }

    private static StoredFamily Describe(
        Guid root, List<RunKey> members, Dictionary<(string Pipeline, long Number), StoredRun> stored)
    {
        var runs = members.Select(run => stored.GetValueOrDefault((run.Pipeline, run.Number))).OfType<StoredRun>().ToList();
        var endedAt = members.Exists(run => run.Status.IsOpen) ? null : members.Max(run => run.FinishedAt);
        return new StoredFamily(root, endedAt, members.Max(run => run.RemovedAt), runs);
    }

    private sealed record RunKey(
        Guid Id, long Number, string Pipeline, Guid? ReplayOf, RunStatus Status, DateTimeOffset? FinishedAt,
        DateTimeOffset? RemovedAt);
}

/// <summary>A run that read its source, and its replays, as far as they have anything in the lake.</summary>
/// <param name="Root">The run.</param>
/// <param name="EndedAt">When the last of them ended; null while one is queued or running.</param>
/// <param name="RemovedAt">When it was decided to remove their files.</param>
/// <param name="Runs">What they have.</param>
internal sealed record StoredFamily(
    Guid Root, DateTimeOffset? EndedAt, DateTimeOffset? RemovedAt, IReadOnlyList<StoredRun> Runs)
{
    public long Bytes => Runs.Sum(run => run.Bytes);
}

/// <summary>What a run has in the lake.</summary>
internal sealed class StoredRun
{
    public long Bytes { get; set; }

    public bool HasDrafts { get; set; }

    public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);
}
