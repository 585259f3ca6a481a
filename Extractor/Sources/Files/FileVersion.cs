namespace EtlAspire.Extractor.Sources.Files;

/// <summary>What tells whether a file is still the one that was planned.</summary>
/// <param name="Size">Its bytes.</param>
/// <param name="ModifiedAt">When it was last written to.</param>
internal sealed record FileVersion(long Size, DateTimeOffset ModifiedAt)
{
    /// <param name="path">Where it really is.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="Contracts.Runs.RunFailedException">It is not there.</exception>
    public static FileVersion Of(string path, string name)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileVersion(file.Length, file.LastWriteTimeUtc) : throw FileErrors.NotFound(name);
    }
}
