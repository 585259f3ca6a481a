using System.Text.Json;

namespace EtlAspire.Storage.Lake;

/// <summary>
/// A file of the lake that is being written under a name of its own. <see cref="CommitAsync"/> gives it its place; disposed
/// before that, it is gone.
/// </summary>
public sealed class LakeDraft : IAsyncDisposable
{
    private readonly ILakeStore _store;
    private readonly Stage _stage;
    private readonly string _path;
    private bool _committed;

    internal LakeDraft(ILakeStore store, Stage stage, string path)
    {
        (_store, _stage, _path) = (store, stage, path);
        TemporaryPath = store.PrepareDraft(path);
    }

    /// <summary>Where to write; its folder exists.</summary>
    public string TemporaryPath { get; }

    /// <summary>Makes the file durable and visible, with its manifest.</summary>
    /// <param name="records">How many records or rows it holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">The lake's storage refuses it.</exception>
    /// <exception cref="LakeUnavailableException">The lake's storage does not answer.</exception>
    public async Task<LakeFile> CommitAsync(long records, CancellationToken cancellationToken)
    {
        LakeFile file;
        await using (var stream = File.OpenRead(TemporaryPath))
            file = new LakeFile(_path, stream.Length, await LakeChecksum.ComputeAsync(stream, cancellationToken));

        var manifest = new LakeManifest(Path.GetFileName(_path), file.Bytes, file.Checksum, records);
        await _store.CommitAsync(
            file, JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web), TemporaryPath, _stage, cancellationToken);
        _committed = true;
        return file;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (!_committed && File.Exists(TemporaryPath)) // File.Delete minds a folder that is missing
            File.Delete(TemporaryPath);
        return ValueTask.CompletedTask;
    }
}
