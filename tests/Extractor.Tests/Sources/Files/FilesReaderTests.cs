using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources.Files;
using EtlAspire.Extractor.Tests.Scanning;

namespace EtlAspire.Extractor.Tests.Sources.Files;

public sealed class FilesReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_of_every_file_is_a_record()
    {
        using var folder = new FilesFolder();
        folder.Write("users/a.ndjson", "{\"id\":1}\n{\"id\":2}\n");
        folder.Write("users/b.ndjson", "{\"id\":3}\r\n\r\n{\"id\":4}");
        folder.Write("users/empty.ndjson", "");
        folder.Write("users/c.txt", "{\"id\":5}");

        var sink = await folder.ReadAsync("users/*.ndjson");

        Assert.Equal(["{\"id\":1}", "{\"id\":2}", "{\"id\":3}", "{\"id\":4}"], sink.Records);
        Assert.Empty(sink.Rejects);
    }

    [Fact]
    public async Task A_large_plain_file_is_cut_into_ranges()
    {
        using var folder = new FilesFolder(options => options.RangeBytes = 1000);
        var lines = Enumerable.Range(0, 1000).Select(number => $$"""{"id":{{number}}}""").ToArray();
        var size = new FileInfo(folder.Write("a.ndjson", string.Join('\n', lines))).Length;

        var plan = await folder.PlanAsync("a.ndjson");

        Assert.Equal((size - 1) / 1000 + 1, plan.Count);
        var ranges = plan.Select(checkpoint => FileCheckpoint.FromJson(checkpoint!)).ToList();
        Assert.Equal((0, size), (ranges[0].From, ranges[^1].To));
        Assert.Equal(ranges.SkipLast(1).Select(range => range.To), ranges.Skip(1).Select(range => (long?)range.From));
        Assert.All(ranges, range => Assert.InRange(range.To!.Value - range.From, 1, 1000));
        Assert.Equal(lines, (await folder.ReadAsync("a.ndjson")).Records);
    }

    [Fact]
    public async Task A_range_is_read_in_slices_that_go_on_where_the_last_one_ended()
    {
        using var folder = new FilesFolder();
        var lines = Enumerable.Range(0, 12_000).Select(number => $$"""{"id":{{number}}}""").ToArray();
        folder.Write("a.ndjson", string.Join('\n', lines));
        var checkpoint = Assert.Single(await folder.PlanAsync("a.ndjson"));

        var positions = new List<long>();
        var sink = new CollectingSink();
        for (var isCompleted = false; !isCompleted;)
        {
            using var reader = folder.Open(checkpoint);
            await reader.ReadPageAsync(sink, Cancel);
            (checkpoint, isCompleted) = (reader.Checkpoint, reader.Completed);
            positions.Add(FileCheckpoint.FromJson(checkpoint!).Position);
        }

        Assert.Equal(lines, sink.Records);
        Assert.Equal(3, positions.Count);
        Assert.Equal(lines.Take(5_000).Sum(line => line.Length + 1), positions[0]);
        Assert.Equal(0, folder.Parked.Count); // a plain file is opened again where it is to go on
    }

    [Fact]
    public async Task A_file_that_has_changed_fails_the_run()
    {
        using var folder = new FilesFolder();
        var path = folder.Write("a.ndjson", "{}");
        var checkpoint = Assert.Single(await folder.PlanAsync("a.ndjson"));
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(1));

        var error = await FailAsync(() => folder.ReadAsync(checkpoint, new CollectingSink()));

        Assert.Equal(("source_changed", "The file a.ndjson has changed since the run began."), (error.Kind, error.Message));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_fails_the_run()
    {
        using var folder = new FilesFolder();
        var path = folder.Write("a.ndjson", "{}\n");
        using var reader = folder.Open(Assert.Single(await folder.PlanAsync("a.ndjson")));
        var sink = new ActingSink(() => File.AppendAllText(path, "{}\n"));

        var error = await FailAsync(() => reader.ReadPageAsync(sink, Cancel));

        Assert.Equal("source_changed", error.Kind);
    }

    [Fact]
    public async Task A_file_that_has_gone_fails_the_run()
    {
        using var folder = new FilesFolder();
        var path = folder.Write("a.ndjson", "{}");
        var checkpoint = Assert.Single(await folder.PlanAsync("a.ndjson"));
        File.Delete(path);

        var error = await FailAsync(() => folder.ReadAsync(checkpoint, new CollectingSink()));

        Assert.Equal(("source_not_found", "The file a.ndjson is not there."), (error.Kind, error.Message));
    }

    [Fact]
    public async Task A_glob_without_a_match_fails_the_run()
    {
        using var folder = new FilesFolder();

        var error = await FailAsync(() => folder.PlanAsync("users/*.ndjson"));

        Assert.Equal(("source_not_found", $"No file in {folder.Root} matches 'users/*.ndjson'."), (error.Kind, error.Message));
    }

    [Fact]
    public async Task A_line_that_is_too_large_fails_the_run()
    {
        using var folder = new FilesFolder();
        using (var file = File.Create(Path.Combine(folder.Root, "a.ndjson")))
        {
            file.Write("{}\n"u8);
            file.SetLength(65 * 1024 * 1024); // zeros to the end, and no line break
        }

        var error = await FailAsync(() => folder.ReadAsync("*"));

        Assert.Equal(("record_too_large", "The file a.ndjson has a line larger than 64 MB at byte 3."), (error.Kind, error.Message));
    }

    private static async Task<RunError> FailAsync(Func<Task> action) =>
        (await Assert.ThrowsAsync<RunFailedException>(action)).Error;

    /// <summary>Does something with each record.</summary>
    private sealed class ActingSink(Action act) : Extractor.Scanning.IRecordSink
    {
        public Extractor.Scanning.ShapeCollector Shapes { get; } = new();

        public void Accept(ReadOnlySpan<byte> record) => act();

        public void Reject(ReadOnlySpan<byte> record, string reason) => Assert.Fail(reason);
    }
}
