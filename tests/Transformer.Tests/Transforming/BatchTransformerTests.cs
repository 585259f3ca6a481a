using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using EtlAspire.Tests.Shared;
using EtlAspire.Transformer.Tests.Support;
using EtlAspire.Transformer.Transforming;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Transformer.Tests.Transforming;

public sealed class BatchTransformerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private static readonly string[] Records = ["""{"id":"1","name":"Ada"}""", """{"id":"x","name":"Bé"}""", """{"id":"3","name":"Cy"}"""];

    private readonly TestRuns _runs = new(postgres);

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact]
    public async Task A_batch_is_committed_with_its_file_its_rejects_and_a_line_in_the_log()
    {
        var runId = await _runs.AddRunAsync(["cast: { id: bigint }", "filter: id > 1"]);
        await _runs.AddBatchAsync(runId, Records);

        Assert.True(await TransformAsync(runId));

        await using var catalog = postgres.OpenCatalog();
        var batch = await catalog.Batches.SingleAsync(row => row.RunId == runId, Token);
        Assert.Equal((1, 1, 1), (batch.Rows, batch.Filtered, batch.TransformRejects));
        Assert.NotNull(batch.TransformedAt);
        Assert.Equal("""[{"name":"id","type":"bigint"},{"name":"name","type":"text"}]""", batch.Columns);
        Assert.Equal(batch.TypedBytes, new FileInfo(Path.Combine(_runs.Folder, batch.TypedPath!)).Length);
        var reject = await catalog.Quarantine.SingleAsync(row => row.RunId == runId, Token);
        Assert.Equal((Stage.Transform, 2L, "things", 1), (reject.Stage, reject.Position, reject.Resource, reject.BatchNumber));
        Assert.Equal(Records[1], reject.Record);
        Assert.Equal("The value of column id is no bigint: 'x'", reject.Reason);
        var entry = await catalog.RunEvents.SingleAsync(row => row.RunId == runId, Token);
        Assert.Equal(
            "Transformed batch 1 of things: 1 rows, 1 filtered, 1 rejected (the first, line 2: The value of column id is no bigint: 'x').",
            entry.Message);
        Assert.Equal(EventLevel.Warning, entry.Level);
    }

    [Fact]
    public async Task A_redelivered_batch_is_announced_again_and_nothing_else()
    {
        var runId = await _runs.AddRunAsync(["cast: { id: bigint }"]);
        await _runs.AddBatchAsync(runId, Records);

        Assert.True(await TransformAsync(runId));
        var before = await TypedFilesAsync(runId);
        Assert.True(await TransformAsync(runId));

        Assert.Equal(before, await TypedFilesAsync(runId));
        await AssertCommittedOnceAsync(runId);
    }

    [Fact]
    public async Task Of_attempts_at_once_one_wins_and_the_files_of_the_others_are_gone()
    {
        var runId = await _runs.AddRunAsync(["cast: { id: bigint }"]);
        await _runs.AddBatchAsync(runId, Records);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TransformAsync(runId)));

        Assert.All(results, Assert.True);
        Assert.Single(await TypedFilesAsync(runId), file => file.EndsWith(".parquet", StringComparison.Ordinal));
        await AssertCommittedOnceAsync(runId);
    }

    [Fact]
    public async Task A_batch_without_records_is_committed_without_a_file()
    {
        var runId = await _runs.AddRunAsync([]);
        await _runs.AddBatchAsync(runId, []);

        Assert.True(await TransformAsync(runId));

        await using var catalog = postgres.OpenCatalog();
        var batch = await catalog.Batches.SingleAsync(row => row.RunId == runId, Token);
        Assert.Null(batch.TypedPath);
        Assert.Equal("[]", batch.Columns);
        Assert.NotNull(batch.TransformedAt);
    }

    [Fact]
    public async Task A_batch_of_which_no_row_is_left_is_committed_without_a_file()
    {
        var runId = await _runs.AddRunAsync(["filter: \"false\""]);
        await _runs.AddBatchAsync(runId, Records);

        Assert.True(await TransformAsync(runId));

        await using var catalog = postgres.OpenCatalog();
        var batch = await catalog.Batches.SingleAsync(row => row.RunId == runId, Token);
        Assert.Equal((0, 3), (batch.Rows, batch.Filtered));
        Assert.Null(batch.TypedPath);
        Assert.Empty(await TypedFilesAsync(runId));
    }

    [Fact]
    public async Task A_run_that_does_not_go_on_is_left_alone()
    {
        var runId = await _runs.AddRunAsync([], RunStatus.Cancelled);
        await _runs.AddBatchAsync(runId, Records);

        Assert.False(await TransformAsync(runId));
        Assert.False(await TransformAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task A_damaged_raw_file_fails_the_run()
    {
        var runId = await _runs.AddRunAsync([]);
        await _runs.AddBatchAsync(runId, Records);
        await File.AppendAllTextAsync(Directory.GetFiles(_runs.Folder, "*.ndjson.zst", SearchOption.AllDirectories)[0], "x", Token);

        var exception = await Assert.ThrowsAsync<RunFailedException>(() => TransformAsync(runId));

        Assert.Equal("lake_file_damaged", exception.Error.Kind);
    }

    [Fact]
    public async Task A_failed_transformation_leaves_no_file()
    {
        var runId = await _runs.AddRunAsync(["derive: { x: id::bigint }"]);
        await _runs.AddBatchAsync(runId, Records);

        var exception = await Assert.ThrowsAsync<RunFailedException>(() => TransformAsync(runId));

        Assert.Equal("bad_expression", exception.Error.Kind);
        Assert.Empty(await TypedFilesAsync(runId));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<bool> TransformAsync(Guid runId)
    {
        await using var scope = _runs.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BatchTransformer>().TransformAsync(runId, 1, Token);
    }

    private async Task<string[]> TypedFilesAsync(Guid runId)
    {
        await using var catalog = postgres.OpenCatalog();
        var number = await catalog.Runs.Where(run => run.Id == runId).Select(run => run.Number).SingleAsync(Token);
        var folder = Path.Combine(_runs.Folder, LakePath.Folder(LakeLayer.Typed, "test", "things", number));
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private async Task AssertCommittedOnceAsync(Guid runId)
    {
        await using var catalog = postgres.OpenCatalog();
        Assert.Equal(1, await catalog.Quarantine.CountAsync(row => row.RunId == runId, Token));
        Assert.Equal(1, await catalog.RunEvents.CountAsync(row => row.RunId == runId, Token));
    }
}
