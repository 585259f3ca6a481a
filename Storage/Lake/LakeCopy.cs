namespace EtlAspire.Storage.Lake;

/// <summary>
/// A file of the lake on this machine, for as long as somebody reads it: the file itself where the lake is a folder, else a
/// copy that goes when this is disposed.
/// </summary>
public sealed class LakeCopy : IAsyncDisposable
{
    private readonly bool _isTemporary;

    private LakeCopy(string path, string? checksum, bool isTemporary) =>
        (Path, Checksum, _isTemporary) = (path, checksum, isTemporary);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>What was sent along with it, to check the way it came.</summary>
    internal string? Checksum { get; }

    internal static LakeCopy Itself(string path) => new(path, null, isTemporary: false);

    internal static LakeCopy Downloaded(string path, string? checksum) => new(path, checksum, isTemporary: true);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (_isTemporary)
            File.Delete(Path);
        return ValueTask.CompletedTask;
    }
}
