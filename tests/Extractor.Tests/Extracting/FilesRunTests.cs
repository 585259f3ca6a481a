using System.Collections.Concurrent;
using System.Diagnostics;
using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Sources.Files;
using EtlAspire.Extractor.Tests.Sources.Files;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using MassTransit;
using MassTransit.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Extractor.Tests.Extracting;

/// <summary>Runs over files, from the request to the last batch.</summary>
public sealed class FilesRunTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Source = "{ type: files }";
    private const string Users = "- { name: users, file_glob: users/* }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_reads_each_file_in_its_partitions()
    {
        using var folder = new FilesFolder();
        var lines = Enumerable.Range(0, 300).Select(number => $$"""{"id":{{number}}}""").ToArray();
        folder.Write("users/a.ndjson", string.Join('\n', lines[..100]));
        folder.Write("users/b.ndjson.gz", Compressed.Gzip(string.Join('\n', lines[100..200]) + "\nbro\0ken\n"));
        folder.Write("users/c.ndjson.zst", Compressed.Zstd(string.Join('\n', lines[200..])));
        await using var worker = Worker(folder.Root, options => options.RangeBytes = 500);
        await using var catalog = worker.OpenCatalog();

        var runId = await ExtractAsync(worker, catalog);

        Assert.Equal(4, await catalog.Partitions.CountAsync(row => row.RunId == runId && row.Completed, Cancel));
        var batches = await catalog.Batches.Where(row => row.RunId == runId).ToListAsync(Cancel);
        Assert.Equal((300, 1), (batches.Sum(row => row.Records), batches.Sum(row => row.ExtractRejects)));
        var records = new List<string?>();
        foreach (var batch in batches)
        {
            for (var position = 1; position <= batch.Records; position++)
                records.Add(await worker.Lake.ReadRecordAsync(batch.RawPath!, position, Cancel));
        }

        Assert.Equal(lines.Order(StringComparer.Ordinal), records.Order(StringComparer.Ordinal));
        var reject = await catalog.Quarantine.SingleAsync(row => row.RunId == runId, Cancel);
        Assert.Equal(("bro\uFFFDken", "The line is not valid JSON at byte 1: 'b' is an invalid start of a value."),
            (reject.Record, reject.Reason));
    }

    [Fact]
    public async Task Batches_are_full_wherever_the_pages_end()
    {
        using var folder = new FilesFolder();
        folder.Write("users/a.ndjson", string.Join('\n', Enumerable.Range(100, 100).Select(number => $$"""{"id":{{number}}}""")));
        await using var worker = Worker(folder.Root, options => options.PageBytes = 200);
        await using var catalog = worker.OpenCatalog();

        var runId = await ExtractAsync(worker, catalog);

        var sizes = await catalog.Batches.Where(row => row.RunId == runId)
            .OrderBy(row => row.Number).Select(row => row.Records).ToListAsync(Cancel);
        Assert.Equal([30, 30, 30, 10], sizes);
    }

    [Fact]
    public async Task A_run_without_the_setting_fails_and_says_so()
    {
        await using var worker = Worker(null);

        var failure = await FailAsync(worker);

        Assert.Equal("missing_setting", failure.Error.Kind);
        Assert.Contains("ETL_FILES_DIR", failure.Error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_finds_no_file_fails_and_plans_nothing()
    {
        using var folder = new FilesFolder();
        await using var worker = Worker(folder.Root);

        Assert.Equal("source_not_found", (await FailAsync(worker)).Error.Kind);
    }

    [Fact]
    public async Task The_slices_that_a_run_begins_with_are_recorded_in_detail_up_to_a_limit()
    {
        using var folder = new FilesFolder();
        for (var number = 0; number < RunTrace.DetailedBatches + 5; number++)
            folder.Write($"users/{number}.ndjson", """{"id":1}""");
        await using var worker = Worker(folder.Root);
        await using var catalog = worker.OpenCatalog();
        using var source = new ActivitySource(nameof(FilesRunTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == source || listened.Name == "EtlAspire.Runs",
            Sample = Sample,
        };
        ActivitySource.AddActivityListener(listener);

        var sent = new SentSlices();
        worker.Harness.Bus.ConnectPublishObserver(sent);

        using var request = source.StartActivity("request");
        await ExtractAsync(worker, catalog);

        Assert.Equal(RunTrace.DetailedBatches + 5, sent.Recorded.Count);
        Assert.Equal(RunTrace.DetailedBatches, sent.Recorded.Count(recorded => recorded));
    }

    // As the services sample: what is within a span goes by it.
    private static ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options) =>
        options.Parent == default || options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? ActivitySamplingResult.AllDataAndRecorded
            : options.Parent.IsRemote ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None;

    private static async Task<Guid> ExtractAsync(Worker worker, CatalogDbContext catalog)
    {
        await worker.Harness.Start();
        var runId = await TestRun.AddFromAsync(catalog, Source, Users);
        await worker.Harness.Bus.Publish(new RunRequested(runId), Cancel);
        Assert.True(await worker.Harness.Published.Any<ExtractionCompleted>(
            message => message.Context.Message.RunId == runId, Cancel));
        return runId;
    }

    private static async Task<RunFailedException> FailAsync(Worker worker)
    {
        await using var catalog = worker.OpenCatalog();
        var runId = await TestRun.AddFromAsync(catalog, Source, Users);
        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => worker.AskAsync((RunStarter starter) => starter.StartAsync(runId, Cancel)));
        Assert.False(await catalog.Partitions.AnyAsync(row => row.RunId == runId, Cancel));
        return failure;
    }

    private Worker Worker(string? folder, Action<FilesOptions>? configure = null) => new(
        postgres,
        options => options.BatchRecords = 30,
        services => services
            .AddSingleton(new Settings(name => name == FilesRoot.Variable ? folder : null))
            .Configure<FilesOptions>(options => configure?.Invoke(options)));

    /// <summary>Whether each slice was sent within a span that is recorded.</summary>
    private sealed class SentSlices : IPublishObserver
    {
        public ConcurrentQueue<bool> Recorded { get; } = [];

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is ExtractSlice)
                Recorded.Enqueue(Activity.Current is { Recorded: true });
            return Task.CompletedTask;
        }

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
