using Microsoft.Extensions.Options;
using ZstdSharp;

namespace EtlAspire.Storage.Lake;

/// <summary>
/// The lake: the raw and the typed layer, in a folder or on S3-compatible storage. Files are written once, under names that no
/// other attempt uses, and never changed.
/// </summary>
public sealed class DataLake
{
    private readonly ILakeStore _store;

    /// <summary>Opens the lake that the options name.</summary>
    public DataLake(IOptions<LakeOptions> options)
        : this(options.Value.CreateStore())
    {
    }

    internal DataLake(ILakeStore store) => _store = store;

    /// <summary>Begins a file. Its name is unique, so two attempts at the same work never meet.</summary>
    /// <param name="layer">The layer, which gives the extension.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="resource">The resource's name.</param>
    /// <param name="runNumber">The run's number.</param>
    /// <param name="name">What the file is called, such as <c>p0-s3</c>; a random suffix follows.</param>
    public LakeDraft Create(LakeLayer layer, string pipeline, string resource, long runNumber, string name)
    {
        var (extension, stage) = layer == LakeLayer.Raw ? ("ndjson.zst", Stage.Extract) : ("parquet", Stage.Transform);
        var folder = LakePath.Folder(layer, pipeline, resource, runNumber);
        return new LakeDraft(_store, stage, $"{folder}/{name}-{Guid.NewGuid().ToString("N")[..8]}.{extension}");
    }

    /// <summary>Brings a file to this machine, after checking that it is as it was written.</summary>
    /// <exception cref="RunFailedException">It is missing or was changed (<c>lake_file_missing</c>, <c>lake_file_damaged</c>).</exception>
    /// <exception cref="LakeUnavailableException">The lake's storage does not answer.</exception>
    public async Task<LakeCopy> VerifyAsync(string path, string checksum, Stage stage, CancellationToken cancellationToken) =>
        await CheckAsync(await FindAsync(path, stage, cancellationToken), checksum, path, stage, cancellationToken);

    /// <summary>Brings a file to this machine.</summary>
    /// <exception cref="RunFailedException">It is missing or was damaged on its way (<c>lake_file_missing</c>, <c>lake_file_damaged</c>).</exception>
    /// <exception cref="LakeUnavailableException">The lake's storage does not answer.</exception>
    public async Task<LakeCopy> OpenAsync(string path, Stage stage, CancellationToken cancellationToken)
    {
        var copy = await FindAsync(path, stage, cancellationToken);
        return copy.Checksum is { } checksum ? await CheckAsync(copy, checksum, path, stage, cancellationToken) : copy;
    }

    /// <summary>Reads one line of a raw file; null when the file has fewer.</summary>
    /// <param name="path">The raw file.</param>
    /// <param name="position">The line, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">The file is missing (<c>lake_file_missing</c>).</exception>
    /// <exception cref="LakeUnavailableException">The lake's storage does not answer.</exception>
    public async Task<string?> ReadRecordAsync(string path, int position, CancellationToken cancellationToken)
    {
        await using var copy = await OpenAsync(path, Stage.Extract, cancellationToken);
        await using var file = File.OpenRead(copy.Path);
        await using var decompressed = new DecompressionStream(file);
        using var reader = new StreamReader(decompressed);
        for (var line = 1; line < position; line++)
        {
            if (await reader.ReadLineAsync(cancellationToken) is null)
                return null;
        }

        return await reader.ReadLineAsync(cancellationToken);
    }

    /// <summary>
    /// Removes a file that lost against another attempt, with its manifest. One that cannot be removed now is left behind, for
    /// retention to find: that is no reason to fail.
    /// </summary>
    public async Task DiscardAsync(string path)
    {
        try
        {
            await _store.DeleteAsync(path, Stage.Run, CancellationToken.None); // the store's own deadline ends it
        }
        catch (Exception exception) when (exception is RunFailedException or LakeUnavailableException)
        {
            // Left behind.
        }
    }

    /// <summary>All that lies in the lake, or in one of its folders (<see cref="LakeEntry.Folder"/>).</summary>
    /// <exception cref="RunFailedException">The lake's storage refuses it.</exception>
    /// <exception cref="LakeUnavailableException">The lake's storage does not answer.</exception>
    public IAsyncEnumerable<LakeEntry> ListAsync(string? folder, CancellationToken cancellationToken) => folder is null
        ? _store.ListAsync("raw/", cancellationToken).Concat(_store.ListAsync("typed/", cancellationToken))
        : _store.ListAsync(folder, cancellationToken);

    /// <summary>Removes what was listed; what is gone already is no mistake.</summary>
    /// <exception cref="RunFailedException">The lake's storage refuses it.</exception>
    /// <exception cref="LakeUnavailableException">The lake's storage does not answer.</exception>
    public Task RemoveAsync(LakeEntry entry, CancellationToken cancellationToken) =>
        _store.RemoveAsync(entry.Path, cancellationToken);

    private async Task<LakeCopy> FindAsync(string path, Stage stage, CancellationToken cancellationToken) =>
        await _store.OpenAsync(path, stage, cancellationToken)
        ?? throw new RunFailedException(stage, ErrorKinds.LakeFileMissing,
            $"The lake's file {path} is gone.",
            $"{_store.Whereabouts}, restore the file from a backup, or start a new run from the source.");

    private static async Task<LakeCopy> CheckAsync(
        LakeCopy copy, string checksum, string path, Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(copy.Path);
            if (await LakeChecksum.ComputeAsync(stream, cancellationToken) == checksum)
                return copy;

            throw new RunFailedException(stage, ErrorKinds.LakeFileDamaged,
                $"The lake's file {path} is not what was written.",
                "Restore it from a backup, or start a new run from the source.");
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }
}
