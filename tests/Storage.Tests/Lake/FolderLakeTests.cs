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

    [Fact]
    public async Task Files_that_are_not_the_lakes_are_left_out_and_an_emptied_folder_goes()
    {
        var file = await WriteAsync("{}\n");
        var folder = Path.GetDirectoryName(LakePath.Resolve(Local.FullName, file.Path))!;
        await File.WriteAllTextAsync(Path.Combine(folder, "../notes.txt"), "", Cancel);
        var lake = new DataLake(Store);
        await using var draft = lake.Create(LakeLayer.Raw, "users", "users", 1, "p0-s1");
        await File.WriteAllTextAsync(draft.TemporaryPath, "half", Cancel);

        var entries = await lake.ListAsync(null, Cancel).ToListAsync(Cancel);
        foreach (var entry in entries)
            await lake.RemoveAsync(entry, Cancel);

        Assert.Equal(3, entries.Count);
        Assert.Single(entries, entry => entry.IsDraft);
        Assert.False(Directory.Exists(folder));
        Assert.Equal(["raw/users/users/notes.txt"], await ListAsync());
        await draft.DisposeAsync(); // whose folder has gone
    }

    protected override Task ChangeAsync(string path) =>
        File.AppendAllTextAsync(LakePath.Resolve(Local.FullName, path), "x", Cancel);

    protected override Task<IEnumerable<string>> ListAsync() => Task.FromResult<IEnumerable<string>>(
        [.. Local.GetFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Local.FullName, file.FullName)).Order(StringComparer.Ordinal)]);
}
