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
        return fullPath + LakePath.DraftExtension;
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

    public IAsyncEnumerable<LakeEntry> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var directory = new DirectoryInfo(LakePath.Resolve(_root, folder));
        return directory.Exists
            ? directory.EnumerateFiles("*", SearchOption.AllDirectories).Select(Describe).OfType<LakeEntry>().ToAsyncEnumerable()
            : AsyncEnumerable.Empty<LakeEntry>();
    }

    public Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        var fullPath = LakePath.Resolve(_root, path);
        Delete(fullPath);
        DeleteEmpty(Path.GetDirectoryName(fullPath)!);
        return Task.CompletedTask;
    }

    private static void DeleteEmpty(string directory)
    {
        try
        {
            if (Directory.Exists(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
                Directory.Delete(directory);
        }
        catch (IOException)
        {
            // Somebody has just put something there.
        }
    }

    private LakeEntry? Describe(FileInfo file)
    {
        try
        {
            var path = Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            return LakeEntry.TryCreate(path, file.Length, file.LastWriteTimeUtc);
        }
        catch (FileNotFoundException)
        {
            return null; // gone, or a draft that has just become a file
        }
    }

    private static void Delete(string fullPath)
    {
        if (File.Exists(fullPath)) // File.Delete minds a folder that is missing
            File.Delete(fullPath);
    }
}
