using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Lake;

namespace EtlAspire.Storage.Tests.Lake;

public sealed class FolderLakeTests : LakeContract
{
    private protected override ILakeStore Store => new FolderLakeStore(Local.FullName);

    [Fact]
    public async Task A_file_is_read_where_it_lies()
    {
        var file = await WriteAsync("{}\n");

        await using (var copy = await new DataLake(Store).OpenAsync(file.Path, Stage.Load, Cancel))
            Assert.Equal(LakePath.Resolve(Local.FullName, file.Path), copy.Path);

        Assert.True(File.Exists(LakePath.Resolve(Local.FullName, file.Path)));
    }

    protected override Task ChangeAsync(string path) =>
        File.AppendAllTextAsync(LakePath.Resolve(Local.FullName, path), "x", Cancel);

    protected override Task<IEnumerable<string>> ListAsync() => Task.FromResult<IEnumerable<string>>(
        [.. Local.GetFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Local.FullName, file.FullName)).Order(StringComparer.Ordinal)]);
}
