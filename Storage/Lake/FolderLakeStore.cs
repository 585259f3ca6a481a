using EtlAspire.Contracts.Runs;

namespace EtlAspire.Storage.Lake;

/// <summary>The lake as a folder of this machine.</summary>
internal sealed class FolderLakeStore(string directory) : ILakeStore
{
    private readonly string _root = Path.GetFullPath(directory);

    public string Whereabouts => "Check ETL_DATA_DIR";

    public string PrepareDraft(string path)
    {
        var fullPath = LakePath.Resolve(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        return fullPath + ".part";
    }

    public async Task CommitAsync(
        LakeFile file, string manifest, string draftPath, Stage stage, CancellationToken cancellationToken)
    {
        await using (var draft = new FileStream(draftPath, FileMode.Open, FileAccess.ReadWrite))
            draft.Flush(flushToDisk: true);

        var fullPath = LakePath.Resolve(_root, file.Path);
        await File.WriteAllTextAsync(LakePath.Manifest(fullPath), manifest, cancellationToken);
        File.Move(draftPath, fullPath);
    }

    public Task<LakeCopy?> OpenAsync(string path, Stage stage, CancellationToken cancellationToken)
    {
        var fullPath = LakePath.Resolve(_root, path);
        return Task.FromResult(File.Exists(fullPath) ? LakeCopy.Itself(fullPath) : null);
    }

    public Task DeleteAsync(string path, Stage stage, CancellationToken cancellationToken)
    {
        var fullPath = LakePath.Resolve(_root, path);
        Delete(fullPath);
        Delete(LakePath.Manifest(fullPath));
        return Task.CompletedTask;
    }

    private static void Delete(string fullPath)
    {
        if (File.Exists(fullPath)) // File.Delete minds a folder that is missing
            File.Delete(fullPath);
    }
}
