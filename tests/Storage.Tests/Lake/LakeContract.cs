using System.Text;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Lake;
using ZstdSharp;

namespace EtlAspire.Storage.Tests.Lake;

/// <summary>What the lake does wherever it is kept; a class for each kind of storage runs it.</summary>
public abstract class LakeContract : IDisposable
{
    private static readonly string[] Extensions = [".ndjson.zst", ".ndjson.zst.manifest.json"];

    protected DirectoryInfo Local { get; } = Directory.CreateTempSubdirectory("lake-tests-");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract ILakeStore Store { get; }

    private DataLake Lake => new(Store);

    public virtual void Dispose()
    {
        Local.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_committed_file_can_be_verified_and_read_line_by_line()
    {
        var file = await WriteAsync("{\"id\":1}\n{\"id\":2}\n");

        await using (var copy = await Lake.VerifyAsync(file.Path, file.Checksum, Stage.Transform, Cancel))
            Assert.Equal(file.Bytes, new FileInfo(copy.Path).Length);
        await using (var copy = await Lake.OpenAsync(file.Path, Stage.Load, Cancel))
            Assert.Equal(file.Bytes, new FileInfo(copy.Path).Length);
        Assert.Equal("{\"id\":2}", await Lake.ReadRecordAsync(file.Path, 2, Cancel));
        Assert.Null(await Lake.ReadRecordAsync(file.Path, 3, Cancel));
    }

    [Fact]
    public async Task A_file_has_its_manifest_beside_it()
    {
        var file = await WriteAsync("{}\n");

        await using var manifest = await Lake.OpenAsync($"{file.Path}.manifest.json", Stage.Run, Cancel);

        Assert.Contains(file.Checksum, await File.ReadAllTextAsync(manifest.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_is_not_committed_leaves_nothing()
    {
        await using (var draft = Lake.Create(LakeLayer.Raw, "users", "users", 1, "p0-s0"))
            await File.WriteAllTextAsync(draft.TemporaryPath, "half", Cancel);

        Assert.Empty(Local.GetFiles("*", SearchOption.AllDirectories));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Two_attempts_at_the_same_work_write_two_files()
    {
        var first = await WriteAsync("{}\n");
        var second = await WriteAsync("{}\n");
        Assert.NotEqual(first.Path, second.Path);

        await Lake.DiscardAsync(first.Path);
        await Lake.DiscardAsync(first.Path);

        Assert.Equal(Extensions.Select(extension => second.Path.Replace(".ndjson.zst", extension, StringComparison.Ordinal)),
            await ListAsync());
        var failure = await Assert.ThrowsAsync<RunFailedException>(() => Lake.OpenAsync(first.Path, Stage.Load, Cancel));
        Assert.Equal((Stage.Load, "lake_file_missing"), (failure.Error.Stage, failure.Error.Kind));
    }

    [Fact]
    public async Task A_changed_file_is_noticed()
    {
        var file = await WriteAsync("{}\n");
        await ChangeAsync(file.Path);

        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => Lake.VerifyAsync(file.Path, file.Checksum, Stage.Transform, Cancel));

        Assert.Equal((Stage.Transform, "lake_file_damaged"), (failure.Error.Stage, failure.Error.Kind));
    }

    [Fact]
    public async Task What_lies_in_the_lake_is_listed_with_size_and_owner_and_removed_piece_by_piece()
    {
        var first = await WriteAsync("{}\n");
        var second = await WriteAsync("{}\n");

        var entries = await Lake.ListAsync(null, Cancel).OrderBy(entry => entry.Path, StringComparer.Ordinal).ToListAsync(Cancel);
        await Lake.RemoveAsync(entries.Single(entry => entry.Path == first.Path), Cancel);
        await Lake.RemoveAsync(entries.Single(entry => entry.Path == first.Path), Cancel);

        Assert.Equal(4, entries.Count);
        var entry = entries.Single(entry => entry.Path == second.Path);
        Assert.Equal((second.Bytes, "users", 1, false), (entry.Bytes, entry.Pipeline, entry.RunNumber, entry.IsDraft));
        Assert.InRange(TimeProvider.System.GetUtcNow() - entry.ModifiedAt, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal(3, await Lake.ListAsync(entry.Folder, Cancel).CountAsync(Cancel));
        Assert.Empty(await Lake.ListAsync("raw/users/users/11/", Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("raw/../../outside")]
    [InlineData("/etc/passwd")]
    public Task A_path_that_leads_out_of_the_lake_is_refused(string path) =>
        Assert.ThrowsAsync<ArgumentException>(() => Lake.OpenAsync(path, Stage.Load, Cancel));

    /// <summary>Replaces what lies at a path by something else.</summary>
    protected abstract Task ChangeAsync(string path);

    /// <summary>The paths of all files.</summary>
    protected abstract Task<IEnumerable<string>> ListAsync();

    protected async Task<LakeFile> WriteAsync(string lines)
    {
        await using var draft = Lake.Create(LakeLayer.Raw, "users", "users", 1, "p0-s0");
        await using (var file = File.Create(draft.TemporaryPath))
        await using (var compressed = new CompressionStream(file))
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(lines), Cancel);
        return await draft.CommitAsync(2, Cancel);
    }
}
