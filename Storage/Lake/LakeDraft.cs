using System.Text.Json;

namespace EtlAspire.Storage.Lake;

/// <summary>
/// A file of the lake that is being written under a name of its own. <see cref="CommitAsync"/> gives it its place; disposed
/// before that, it is gone.
/// </summary>
public sealed class LakeDraft : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _fullPath;
    private bool _committed;

    internal LakeDraft(string path, string fullPath)
    {
        _path = path;
        _fullPath = fullPath;
        TemporaryPath = fullPath + ".part";
    }

    /// <summary>Where to write; its folder exists.</summary>
    public string TemporaryPath { get; }

    /// <summary>Makes the file durable and visible, with its manifest.</summary>
    /// <param name="records">How many records or rows it holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LakeFile> CommitAsync(long records, CancellationToken cancellationToken)
    {
        LakeFile file;
        await using (var stream = new FileStream(TemporaryPath, FileMode.Open, FileAccess.ReadWrite))
        {
            var checksum = await LakeChecksum.ComputeAsync(stream, cancellationToken);
            file = new LakeFile(_path, stream.Length, checksum);
            stream.Flush(flushToDisk: true);
        }

        var manifest = new LakeManifest(Path.GetFileName(_path), file.Bytes, file.Checksum, records);
        await File.WriteAllTextAsync(
            _fullPath + ".manifest.json", JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web), cancellationToken);
        File.Move(TemporaryPath, _fullPath);
        _committed = true;
        return file;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (!_committed)
            File.Delete(TemporaryPath);
        return ValueTask.CompletedTask;
    }
}
