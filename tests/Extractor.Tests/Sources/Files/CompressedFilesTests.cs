using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources.Files;
using EtlAspire.Extractor.Tests.Scanning;
using Microsoft.Extensions.Time.Testing;

namespace EtlAspire.Extractor.Tests.Sources.Files;

public sealed class CompressedFilesTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 2_000).Select(number => $$"""{"id":{{number}}}""")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Text => string.Join('\n', Lines);

    [Fact]
    public async Task A_compressed_file_is_one_partition_whatever_its_size()
    {
        using var folder = new FilesFolder(options => options.RangeBytes = 100);
        folder.Write("a.ndjson.gz", Compressed.Gzip(Text));
        folder.Write("b.ndjson.ZST", Compressed.Zstd(Text));

        Assert.Equal(2, (await folder.PlanAsync("*")).Count);
        Assert.Equal([.. Lines, .. Lines], (await folder.ReadAsync("*")).Records);
    }

    [Fact]
    public async Task Parts_that_were_compressed_alone_are_one_text()
    {
        using var folder = new FilesFolder();
        folder.Write("a.gz", [.. Compressed.Gzip("{\"a\":1}\n{\"a\""), .. Compressed.Gzip(":2}\n")]);
        folder.Write("b.zst", [.. Compressed.Zstd("{\"b\":1}\n{\"b\""), .. Compressed.Zstd(":2}\n")]);

        var sink = await folder.ReadAsync("*");

        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "{\"b\":1}", "{\"b\":2}"], sink.Records);
    }

    [Theory]
    [InlineData("cut.gz")]
    [InlineData("cut.zst")]
    [InlineData("plain.gz")]
    [InlineData("plain.zst")]
    public async Task A_damaged_file_fails_the_run(string name)
    {
        using var folder = new FilesFolder();
        var whole = name.EndsWith("gz", StringComparison.Ordinal) ? Compressed.Gzip(Text) : Compressed.Zstd(Text);
        folder.Write("cut.gz", whole[..^20]);
        folder.Write("cut.zst", whole[..^20]);
        folder.Write("plain.gz", Text);
        folder.Write("plain.zst", Text);

        var error = (await Assert.ThrowsAsync<RunFailedException>(() => folder.ReadAsync(name))).Error;

        Assert.Equal("malformed_file", error.Kind);
        Assert.StartsWith($"The file {name} cannot be decompressed: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.gz")]
    [InlineData("a.zst")]
    public async Task A_file_that_is_cut_off_anywhere_fails_the_run(string name)
    {
        using var folder = new FilesFolder();
        const string text = "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n";
        var whole = name == "a.gz" ? Compressed.Gzip(text) : Compressed.Zstd(text);
        var accepted = new List<int>();
        for (var size = 1; size < whole.Length; size++)
        {
            folder.Write(name, whole[..size]);
            if (await Record.ExceptionAsync(() => folder.ReadAsync(name)) is not RunFailedException { Error.Kind: "malformed_file" })
                accepted.Add(size);
        }

        Assert.Empty(accepted);
    }

    [Fact]
    public async Task A_last_member_may_be_empty_or_as_large_as_any()
    {
        using var folder = new FilesFolder();
        folder.Write("a.gz", [.. Compressed.Gzip("{\"a\":1}\n"), .. Compressed.Gzip("")]);
        folder.Write("b.gz", [.. Compressed.Gzip(""), .. Compressed.Gzip("{\"b\":1}\n")]);
        folder.Write("c.gz", [.. Compressed.Gzip("{\"c\":1}\n"), .. Compressed.Gzip(""), .. Compressed.Gzip(Text)]);

        Assert.Equal(["{\"a\":1}", "{\"b\":1}", "{\"c\":1}", .. Lines], (await folder.ReadAsync("*")).Records);
    }

    [Theory]
    [InlineData("a.gz", "text")]
    [InlineData("a.gz", "zeros")]
    [InlineData("a.gz", "zeros after two")]
    [InlineData("a.gz", "half a header")]
    [InlineData("a.zst", "text")]
    [InlineData("a.zst", "half a header")]
    public async Task What_follows_the_end_is_a_fault_of_the_file(string name, string more)
    {
        using var folder = new FilesFolder();
        var whole = name == "a.gz" ? Compressed.Gzip(Text) : Compressed.Zstd(Text);
        if (more == "zeros after two")
            whole = [.. whole, .. whole];
        byte[] rest = more switch { "text" => [.. "{\"id\":2}\n"u8], "zeros" or "zeros after two" => new byte[512], _ => whole[..3] };
        folder.Write(name, [.. whole, .. rest]);

        var error = (await Assert.ThrowsAsync<RunFailedException>(() => folder.ReadAsync(name))).Error;

        Assert.Equal("malformed_file", error.Kind);
    }

    [Fact]
    public async Task From_slice_to_slice_a_file_stays_open()
    {
        using var folder = new FilesFolder(options => options.PageBytes = 1000);
        folder.Write("a.gz", Compressed.Gzip(Text));
        var sink = new CollectingSink();
        var checkpoint = await ReadSliceAsync(folder, Assert.Single(await folder.PlanAsync("a.gz")), sink);
        Assert.Equal(1, folder.Parked.Count);

        using (var reader = folder.Open(checkpoint))
        {
            await reader.ReadPageAsync(sink, Cancel);
            Assert.Equal(0, folder.Parked.Count); // it was taken
            checkpoint = reader.Checkpoint;
        }

        Assert.Equal(1, folder.Parked.Count);
        await folder.ReadAsync(checkpoint, sink);
        Assert.Equal(0, folder.Parked.Count);
        Assert.Equal(Lines, sink.Records);
    }

    [Fact]
    public async Task A_worker_that_skipped_slices_goes_on_from_where_it_stood()
    {
        using var folder = new FilesFolder(options => options.PageBytes = 1000);
        folder.Write("a.zst", Compressed.Zstd(Text));
        var sink = new CollectingSink();
        var first = await ReadSliceAsync(folder, Assert.Single(await folder.PlanAsync("a.zst")), sink);
        var version = FileCheckpoint.FromJson(first!).Version;
        var path = RealPath.Of(Path.Join(folder.Root, "a.zst"));
        var parked = folder.Parked.Take(path, version, long.MaxValue)!;
        folder.Parked.Park(path, version, parked);

        // Another worker reads the second slice, and the third one comes here.
        Assert.Equal(1, folder.Parked.Count);
        var third = FileCheckpoint.FromJson(first!) with { Position = Lines.Take(500).Sum(line => line.Length + 1) };
        await folder.ReadAsync(third.ToJson(), sink);

        Assert.Equal(Lines[500..], sink.Records.Skip(sink.Records.Count - 1500));
        Assert.Equal(0, folder.Parked.Count); // the file that stood before it was taken, and read to its end
    }

    [Fact]
    public async Task A_file_that_is_not_open_any_more_is_read_from_its_start()
    {
        using var folder = new FilesFolder(options =>
        {
            options.PageBytes = 1000;
            options.ParkedFiles = 0;
        });
        folder.Write("a.gz", Compressed.Gzip(Text));

        Assert.Equal(Lines, (await folder.ReadAsync("a.gz")).Records);
        Assert.Equal(0, folder.Parked.Count);
    }

    [Fact]
    public async Task A_slice_that_is_read_again_begins_where_it_began()
    {
        using var folder = new FilesFolder(options => options.PageBytes = 1000);
        folder.Write("a.gz", Compressed.Gzip(Text));
        var first = await ReadSliceAsync(folder, Assert.Single(await folder.PlanAsync("a.gz")), new CollectingSink());
        var once = new CollectingSink();
        await ReadSliceAsync(folder, first, once);

        var again = new CollectingSink();
        await ReadSliceAsync(folder, first, again);

        Assert.Equal(once.Records, again.Records);
    }

    [Fact]
    public async Task Files_do_not_stay_open_for_ever_nor_beyond_a_number()
    {
        var clock = new FakeTimeProvider();
        using var folder = new FilesFolder(options => (options.PageBytes, options.ParkedFiles) = (1000, 3), clock);
        for (var number = 0; number < 5; number++)
        {
            folder.Write($"{number}.gz", Compressed.Gzip(Text));
            await ReadSliceAsync(folder, Assert.Single(await folder.PlanAsync($"{number}.gz")), new CollectingSink());
        }

        Assert.Equal(3, folder.Parked.Count);

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, folder.Parked.Count);
    }

    private static async Task<string?> ReadSliceAsync(FilesFolder folder, string? checkpoint, CollectingSink sink)
    {
        using var reader = folder.Open(checkpoint);
        await reader.ReadPageAsync(sink, Cancel);
        Assert.False(reader.Completed);
        return reader.Checkpoint;
    }
}
