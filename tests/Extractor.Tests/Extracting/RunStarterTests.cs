using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Tests.Sources.Rest;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Tests.Extracting;

public sealed class RunStarterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string TwoResources = "- { name: users, path: /users }\n  - { name: orders, path: /orders }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queued_run_starts_with_a_partition_for_each_resource()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", TwoResources);

        var messages = await StartAsync(worker, runId);

        Assert.Equal([new ExtractSlice(runId, 0, 0), new ExtractSlice(runId, 1, 0)], messages);
        Assert.Equal(["users", "orders"], await catalog.Partitions.Where(row => row.RunId == runId)
            .OrderBy(row => row.Number).Select(row => row.Resource).ToListAsync(Cancel));
        Assert.Equal(RunStatus.Running, await catalog.Runs.Where(row => row.Id == runId).Select(row => row.Status).SingleAsync(Cancel));
        Assert.Equal("Reads users, orders.", await catalog.RunEvents.Where(row => row.RunId == runId)
            .Select(row => row.Message).SingleAsync(Cancel));
    }

    [Fact]
    public async Task Workers_that_start_a_run_at_once_plan_it_once()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", TwoResources);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => StartAsync(worker, runId)));

        Assert.Contains(outcomes, messages => messages.Count == 2);
        Assert.Equal(2, await catalog.Partitions.CountAsync(row => row.RunId == runId, Cancel));
        Assert.Equal(1, await catalog.RunEvents.CountAsync(row => row.RunId == runId, Cancel));
    }

    [Theory]
    [InlineData(RunStatus.Succeeded)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Cancelled)]
    public async Task A_run_that_has_ended_is_left_alone(RunStatus status)
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", status: status);

        Assert.Empty(await StartAsync(worker, runId));
        Assert.False(await catalog.Partitions.AnyAsync(row => row.RunId == runId, Cancel));
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_where_it_was()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", TwoResources);
        await StartAsync(worker, runId);
        await catalog.Partitions.Where(row => row.RunId == runId && row.Number == 0)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Slice, 3).SetProperty(row => row.Completed, true), Cancel);
        AddBatch(catalog, runId, 1, isTransformed: true);
        AddBatch(catalog, runId, 2, isTransformed: true);
        AddBatch(catalog, runId, 3, isTransformed: false);
        catalog.LoadedBatches.Add(new LoadedBatch
        {
            RunId = runId,
            BatchNumber = 1,
            Rows = 1,
            LoadedAt = TimeProvider.System.GetUtcNow(),
        });
        await catalog.SaveChangesAsync(Cancel);

        Assert.Equal(
            [new ExtractSlice(runId, 1, 0), new BatchTransformed(runId, 2), new BatchExtracted(runId, 3)],
            await StartAsync(worker, runId));

        await catalog.Partitions.Where(row => row.RunId == runId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Completed, true), Cancel);

        Assert.Equal(
            [new BatchTransformed(runId, 2), new BatchExtracted(runId, 3), new ExtractionCompleted(runId)],
            await StartAsync(worker, runId));
        Assert.Equal([new BatchTransformed(runId, 2)],
            await worker.AskAsync((OutstandingWork work) => work.FindAsync(runId, 1, Cancel)));
    }

    [Fact]
    public async Task A_replay_takes_over_the_batches_and_rejects_of_its_original()
    {
        await using var api = await TestApi.StartAsync("""[{"id":1},2,{"id":3}]""");
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var original = await TestRun.AddAsync(catalog, api.BaseUrl);
        await StartAsync(worker, original);
        await worker.AskAsync((SliceExtractor extractor) =>
            extractor.ExtractAsync(new ExtractSlice(original, 0, 0), Cancel));
        var replay = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", replayOf: original);

        var messages = await StartAsync(worker, replay);

        Assert.Equal([new BatchExtracted(replay, 1), new ExtractionCompleted(replay)], messages);
        var batches = await catalog.Batches.Where(row => row.RunId == original || row.RunId == replay).ToListAsync(Cancel);
        Assert.Single(batches.Select(batch => (batch.RawPath, batch.RawBytes, batch.RawChecksum, batch.Records,
            batch.ExtractRejects, batch.Shape, batch.Resource)).Distinct());
        Assert.Equal(2, batches.Count);
        var reject = await catalog.Quarantine.SingleAsync(row => row.RunId == replay, Cancel);
        Assert.Equal(("2", 2L), (reject.Record, reject.Position));
        Assert.Equal(1, await catalog.Runs.Where(row => row.Id == replay).Select(row => row.BatchCount).SingleAsync(Cancel));
        Assert.Equal(1, api.Requests);
    }

    [Fact]
    public async Task A_run_whose_source_was_not_read_to_the_end_cannot_be_replayed()
    {
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var original = await TestRun.AddAsync(catalog, "http://127.0.0.1:1");
        await StartAsync(worker, original);
        var replay = await TestRun.AddAsync(catalog, "http://127.0.0.1:1", replayOf: original);

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => StartAsync(worker, replay));

        Assert.Equal("raw_layer_incomplete", failure.Error.Kind);
        Assert.False(await catalog.Partitions.AnyAsync(row => row.RunId == replay, Cancel));
    }

    private static Task<IReadOnlyList<IRunMessage>> StartAsync(Worker worker, Guid runId) =>
        worker.AskAsync((RunStarter starter) => starter.StartAsync(runId, Cancel));

    private static void AddBatch(CatalogDbContext catalog, Guid runId, int number, bool isTransformed) =>
        catalog.Batches.Add(new Batch
        {
            RunId = runId,
            Number = number,
            Resource = "users",
            Records = 1,
            Shape = "{}",
            ExtractedAt = TimeProvider.System.GetUtcNow(),
            TransformedAt = isTransformed ? TimeProvider.System.GetUtcNow() : null,
        });
}
