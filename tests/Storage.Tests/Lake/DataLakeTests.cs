using System.Text;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.Options;
using ZstdSharp;

namespace EtlAspire.Storage.Tests.Lake;

public sealed class DataLakeTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lake-tests-");
    private readonly DataLake _lake;

    public DataLakeTests() => _lake = new DataLake(Options.Create(new LakeOptions { Directory = _root.FullName }));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task A_committed_file_can_be_verified_and_read_line_by_line()
    {
        var file = await WriteAsync("{\"id\":1}\n{\"id\":2}\n");

        Assert.True(File.Exists(await _lake.VerifyAsync(file.Path, file.Checksum, Stage.Transform, Cancel)));
        Assert.Equal("{\"id\":2}", await _lake.ReadRecordAsync(file.Path, 2, Cancel));
        Assert.Null(await _lake.ReadRecordAsync(file.Path, 3, Cancel));
        Assert.Contains(file.Checksum, await File.ReadAllTextAsync(_lake.Locate(file.Path, Stage.Run) + ".manifest.json", Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_is_not_committed_leaves_nothing()
    {
        await using (var draft = _lake.Create(LakeLayer.Raw, "users", "users", 1, "p0-s0"))
            await File.WriteAllTextAsync(draft.TemporaryPath, "half", Cancel);

        Assert.Empty(_root.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Two_attempts_at_the_same_work_write_two_files()
    {
        var first = await WriteAsync("{}\n");
        var second = await WriteAsync("{}\n");

        Assert.NotEqual(first.Path, second.Path);
        _lake.Delete(first.Path);
        Assert.NotNull(_lake.Locate(second.Path, Stage.Run));
        Assert.Equal("lake_file_missing", Assert.Throws<RunFailedException>(() => _lake.Locate(first.Path, Stage.Run)).Error.Kind);
    }

    [Fact]
    public async Task A_changed_file_is_noticed()
    {
        var file = await WriteAsync("{}\n");
        await File.AppendAllTextAsync(_lake.Locate(file.Path, Stage.Run), "x", Cancel);

        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => _lake.VerifyAsync(file.Path, file.Checksum, Stage.Transform, Cancel));

        Assert.Equal((Stage.Transform, "lake_file_damaged"), (failure.Error.Stage, failure.Error.Kind));
    }

    private async Task<LakeFile> WriteAsync(string lines)
    {
        await using var draft = _lake.Create(LakeLayer.Raw, "users", "users", 1, "p0-s0");
        await using (var file = File.Create(draft.TemporaryPath))
        await using (var compressed = new CompressionStream(file))
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(lines), Cancel);
        return await draft.CommitAsync(2, Cancel);
    }
}
