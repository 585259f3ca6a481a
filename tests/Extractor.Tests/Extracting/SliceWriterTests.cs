using System.Text;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Scanning;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Tests.Extracting;

public sealed class SliceWriterTests : IDisposable
{
    private static readonly LakeLayer Raw = LakeLayer.Raw;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("etl-lake-");
    private readonly DataLake _lake;

    public SliceWriterTests() =>
        _lake = new DataLake(Options.Create(new LakeOptions { Directory = _folder.FullName }));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_are_lines_as_they_came()
    {
        var large = $$"""{"text":"{{new string('ä', 1_200_000)}}"}""";
        var batches = await WriteAsync($"[{{\"a\":\r\n 1}} , {large},{{}}]", new ExtractingOptions());

        var batch = Assert.Single(batches);
        Assert.Equal("{\"a\":   1}", await ReadAsync(batch, 1));
        Assert.Equal(large, await ReadAsync(batch, 2));
        Assert.Equal("{}", await ReadAsync(batch, 3));
        Assert.Null(await ReadAsync(batch, 4));
        Assert.Equal(3, batch.Records);
        await _lake.VerifyAsync(batch.File!.Path, batch.File.Checksum, Stage.Extract, Cancel);
    }

    [Fact]
    public async Task A_large_page_rolls_over_into_further_batches()
    {
        var batches = await WriteAsync(
            """[{"a":1},2,{"a":3},{"b":4},{"a":"x"}]""", new ExtractingOptions { BatchRecords = 2 });

        Assert.Equal([1, 2, 1], batches.Select(batch => batch.Records));
        Assert.Equal("""{"a":3}""", await ReadAsync(batches[1], 1));
        Assert.Equal("2", Assert.Single(batches[0].Rejects).Record);
        Assert.Equal(2, batches[0].Rejects[0].Position);
        Assert.Equal("""{"Kinds":16,"Fields":{"a":{"Kinds":1,"Fields":{}}}}""", batches[2].Shape);
    }

    [Theory]
    [InlineData("BatchBytes")]
    [InlineData("BatchFields")]
    public async Task Bytes_and_fields_limit_a_batch_too(string limit)
    {
        var options = limit == "BatchBytes"
            ? new ExtractingOptions { BatchBytes = 8 }
            : new ExtractingOptions { BatchFields = 2 };

        var batches = await WriteAsync("""[{"a":1},{"b":2},{"c":3}]""", options);

        Assert.Equal([2, 1], batches.Select(batch => batch.Records));
    }

    [Fact]
    public async Task A_batch_of_nothing_but_rejects_has_no_file()
    {
        var batch = Assert.Single(await WriteAsync("[1,2]", new ExtractingOptions()));

        Assert.Null(batch.File);
        Assert.Equal(0, batch.Records);
        Assert.Equal([1, 2], batch.Rejects.Select(reject => reject.Position));
        Assert.Empty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_slice_that_is_given_up_leaves_no_file()
    {
        await using (var writer = new SliceWriter(new ExtractingOptions { BatchRecords = 1 }, CreateFile))
        {
            writer.Accept("{}"u8);
            writer.Accept("{}"u8);
            Assert.NotEmpty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
        }

        Assert.Empty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Too_many_rejects_fail_the_run()
    {
        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => WriteAsync("[1,2,3]", new ExtractingOptions { SliceRejects = 2 }));

        Assert.Equal("too_many_rejects", failure.Error.Kind);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private LakeDraft CreateFile() => _lake.Create(Raw, "p", "users", 1, "p0-s0");

    private Task<string?> ReadAsync(ExtractedBatch batch, int position) =>
        _lake.ReadRecordAsync(batch.File!.Path, position, Cancel);

    private async Task<IReadOnlyList<ExtractedBatch>> WriteAsync(string response, ExtractingOptions options)
    {
        await using var writer = new SliceWriter(options, CreateFile);
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(response));
        using var buffer = new ResponseBuffer((memory, cancel) => stream.ReadAsync(memory, cancel));
        await new RecordSplitter(buffer, writer, null, []).ReadAsync(Cancel);
        return await writer.FinishAsync(Cancel);
    }
}
