using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Tests.Sources.Rest;
using EtlAspire.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Extractor.Tests.Extracting;

/// <summary>The consumers with their real definitions, on the in-memory transport and a real PostgreSQL.</summary>
public sealed class ConsumersTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Paged = "- { name: users, path: /users, paginator: page_number }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_requested_run_is_extracted_slice_by_slice()
    {
        await using var api = await TestApi.StartAsync((context, _) => PageAsync(context, pages: 3));
        await using var worker = new Worker(postgres, options => options.BatchRecords = 2);
        await worker.Harness.Start();
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, api.BaseUrl, Paged);

        await worker.Harness.Bus.Publish(new RunRequested(runId), Cancel);

        Assert.True(await worker.Harness.Published.Any<ExtractionCompleted>(
            message => message.Context.Message.RunId == runId, Cancel));
        Assert.Equal([1, 2, 3], worker.Harness.Published.Select<BatchExtracted>(Cancel)
            .Select(message => message.Context.Message.BatchNumber).Order());
        Assert.Equal(6, await catalog.Batches.Where(row => row.RunId == runId).SumAsync(row => row.Records, Cancel));
        Assert.Equal(4, api.Requests);
        Assert.Equal(6, worker.Files.Count); // three raw files with their manifests
    }

    [Fact]
    public async Task A_redelivered_slice_repeats_its_messages_and_reads_nothing()
    {
        await using var api = await TestApi.StartAsync((context, _) => PageAsync(context, pages: 3));
        await using var worker = new Worker(postgres, options => options.BatchRecords = 2);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, api.BaseUrl, Paged);
        await worker.AskAsync((RunStarter starter) => starter.StartAsync(runId, Cancel));
        var slice = new ExtractSlice(runId, 0, 0);
        var first = await ExtractAsync(worker, slice);

        var second = await ExtractAsync(worker, slice);

        Assert.Equal([new BatchExtracted(runId, 1), new ExtractSlice(runId, 0, 1)], first);
        Assert.Equal(first.ToHashSet(), second.ToHashSet());
        Assert.Equal(1, api.Requests);
        Assert.Equal(1, await catalog.Batches.CountAsync(row => row.RunId == runId, Cancel));
        Assert.Empty(await ExtractAsync(worker, slice with { Slice = 5 }));
    }

    [Fact]
    public async Task A_slice_that_is_asked_for_twice_at_once_is_read_once()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var api = await TestApi.StartAsync(async (context, _) =>
        {
            await answer.Task;
            await TestApi.WriteAsync(context, "[]");
        });
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, api.BaseUrl);
        await worker.AskAsync((RunStarter starter) => starter.StartAsync(runId, Cancel));

        var first = ExtractAsync(worker, new ExtractSlice(runId, 0, 0));
        Assert.Empty(await ExtractAsync(worker, new ExtractSlice(runId, 0, 0)));
        answer.SetResult();

        Assert.Equal([new ExtractionCompleted(runId)], await first);
        Assert.Equal(1, api.Requests);
    }

    [Fact]
    public async Task Nothing_of_a_page_that_broke_is_kept()
    {
        await using var api = await TestApi.StartAsync((context, request) => request switch
        {
            1 => TestApi.WriteAsync(context, """[{"id":1}]"""),
            2 => TestApi.WriteAsync(context, """[{"id":2},{"id":"""),
            3 => TestApi.WriteAsync(context, """[{"id":1}]"""),
            4 => TestApi.WriteAsync(context, """[{"id":2},{"id":3}]"""),
            _ => TestApi.WriteAsync(context, "[]"),
        });
        await using var worker = new Worker(postgres);
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, api.BaseUrl, Paged);
        await worker.AskAsync((RunStarter starter) => starter.StartAsync(runId, Cancel));

        await ExtractAsync(worker, new ExtractSlice(runId, 0, 0));

        var batch = await catalog.Batches.SingleAsync(row => row.RunId == runId, Cancel);
        Assert.Equal(3, batch.Records);
        Assert.Equal("""{"id":3}""", await worker.Lake.ReadRecordAsync(batch.RawPath!, 3, Cancel));
        Assert.Equal(2, worker.Files.Count);
    }

    [Fact]
    public async Task Broken_JSON_fails_the_run_after_three_attempts()
    {
        await using var api = await TestApi.StartAsync("""[{"id":1},{"id":""");
        await using var worker = new Worker(postgres);
        await worker.Harness.Start();
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddAsync(catalog, api.BaseUrl);

        await worker.Harness.Bus.Publish(new RunRequested(runId), Cancel);

        Assert.True(await worker.Harness.Published.Any<RunFinished>(
            message => message.Context.Message.RunId == runId, Cancel));
        var run = await catalog.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, Cancel);
        Assert.Equal((RunStatus.Failed, Stage.Extract, "malformed_response"), (run.Status, run.Error!.Stage, run.Error.Kind));
        Assert.Equal(3, api.Requests);
        Assert.Empty(worker.Files);
    }

    private static async Task<IReadOnlyList<IRunMessage>> ExtractAsync(Worker worker, ExtractSlice slice) =>
        (await worker.AskAsync((SliceExtractor extractor) => extractor.ExtractAsync(slice, Cancel))).Messages;

    private static Task PageAsync(HttpContext context, int pages)
    {
        var page = int.Parse(context.Request.Query["page"]!, System.Globalization.CultureInfo.InvariantCulture);
        return TestApi.WriteAsync(context, page > pages ? "[]" : $$"""[{"id":{{page}}},{"id":{{page + 100}}}]""");
    }
}
