using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Extracting;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Tests.Extracting;

public sealed class SliceCommitTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slice_becomes_batches_rejects_events_and_a_checkpoint()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await AddRunAsync(catalog);
        var slice = new ExtractedSlice(
            [await WriteAsync(worker), new ExtractedBatch(null, 0, [new RejectedRecord(1, "No object.", "5")], "{}")],
            """{"page":3}""", Completed: false);

        var messages = await CommitAsync(worker, new ExtractSlice(runId, 0, 0), slice);

        Assert.Equal(
            [new BatchExtracted(runId, 1), new BatchExtracted(runId, 2), new ExtractSlice(runId, 0, 1)], messages);
        var partition = await catalog.Partitions.AsNoTracking().SingleAsync(row => row.RunId == runId, Cancel);
        Assert.Equal((1, """{"page": 3}""", false), (partition.Slice, partition.Checkpoint, partition.Completed));
        var batches = await catalog.Batches.Where(row => row.RunId == runId).OrderBy(row => row.Number).ToListAsync(Cancel);
        Assert.Equal([(1L, 0L), (0L, 1L)], batches.Select(batch => (batch.Records, batch.ExtractRejects)));
        Assert.Equal(slice.Batches[0].File!.Path, batches[0].RawPath);
        Assert.Null(batches[1].RawPath);
        var reject = await catalog.Quarantine.SingleAsync(row => row.RunId == runId, Cancel);
        Assert.Equal((2, Stage.Extract, 1L, "5"), (reject.BatchNumber, reject.Stage, reject.Position, reject.Record));
        var events = await catalog.RunEvents.Where(row => row.RunId == runId).OrderBy(row => row.Id).ToListAsync(Cancel);
        Assert.Equal(
            [
                (EventLevel.Info, "Extracted batch 1 of users: 1 records, 0.0 MB."),
                (EventLevel.Warning, "Extracted batch 2 of users: 0 records, 1 set aside, 0.0 MB."),
            ],
            events.Select(line => (line.Level, line.Message)));
        Assert.Equal(2, (await catalog.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, Cancel)).BatchCount);
    }

    [Fact]
    public async Task Of_two_workers_at_a_slice_one_wins_and_the_other_removes_its_files()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await AddRunAsync(catalog);
        var slices = new[]
        {
            new ExtractedSlice([await WriteAsync(worker)], """{"page":2}""", Completed: false),
            new ExtractedSlice([await WriteAsync(worker)], """{"page":2}""", Completed: false),
        };

        var outcomes = await Task.WhenAll(
            slices.Select(slice => CommitAsync(worker, new ExtractSlice(runId, 0, 0), slice)));

        var winner = Array.FindIndex(outcomes, messages => messages is not null);
        Assert.Null(outcomes[1 - winner]);
        var batch = await catalog.Batches.SingleAsync(row => row.RunId == runId, Cancel);
        Assert.Equal(slices[winner].Batches[0].File!.Path, batch.RawPath);
        Assert.Equal([batch.RawPath!, $"{batch.RawPath}.manifest.json"], worker.Files);
    }

    [Fact]
    public async Task Nothing_is_committed_for_a_run_that_has_ended()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await AddRunAsync(catalog, status: RunStatus.Cancelled);
        var slice = new ExtractedSlice([await WriteAsync(worker)], null, Completed: true);

        Assert.Null(await CommitAsync(worker, new ExtractSlice(runId, 0, 0), slice));

        Assert.False(await catalog.Batches.AnyAsync(row => row.RunId == runId, Cancel));
        Assert.Equal(0, (await catalog.Partitions.SingleAsync(row => row.RunId == runId, Cancel)).Slice);
        Assert.Empty(worker.Files);
    }

    [Fact]
    public async Task The_last_of_partitions_that_end_at_once_completes_the_extraction()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await AddRunAsync(catalog, partitions: 8);
        var empty = new ExtractedSlice([], null, Completed: true);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => CommitAsync(worker, new ExtractSlice(runId, number, 0), empty)));

        Assert.Single(outcomes, messages => messages!.Contains(new ExtractionCompleted(runId)));
        Assert.Equal(7, outcomes.Count(messages => messages!.Count == 0));
        Assert.Contains("users has no records.",
            await catalog.RunEvents.Where(row => row.RunId == runId).Select(row => row.Message).ToListAsync(Cancel));
    }

    private static async Task<Guid> AddRunAsync(
        CatalogDbContext catalog, int partitions = 1, RunStatus status = RunStatus.Running)
    {
        var runId = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", status: status);
        catalog.Partitions.AddRange(Enumerable.Range(0, partitions).Select(number => new Partition
        {
            RunId = runId,
            Number = number,
            Resource = "users",
            UpdatedAt = TimeProvider.System.GetUtcNow(),
        }));
        await catalog.SaveChangesAsync(Cancel);
        catalog.ChangeTracker.Clear();
        return runId;
    }

    private static async Task<ExtractedBatch> WriteAsync(Worker worker)
    {
        await using var draft = new BatchDraft(() => worker.Lake.Create(LakeLayer.Raw, "test", "users", 1, "p0-s0"));
        draft.Accept("{}"u8);
        return await draft.FinishAsync(Cancel);
    }

    private static Task<IReadOnlyList<IRunMessage>?> CommitAsync(Worker worker, ExtractSlice message, ExtractedSlice slice) =>
        worker.AskAsync((SliceCommit commit) => commit.TryCommitAsync(message, "users", slice, Cancel));
}
