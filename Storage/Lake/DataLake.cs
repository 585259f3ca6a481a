using EtlAspire.Contracts.Runs;
using Microsoft.Extensions.Options;
using ZstdSharp;

namespace EtlAspire.Storage.Lake;

/// <summary>
/// The lake: a folder with the raw and the typed layer. Files are written once, under names that no other attempt uses, and
/// never changed.
/// </summary>
public sealed class DataLake(IOptions<LakeOptions> options)
{
    private readonly string _root = Path.GetFullPath(options.Value.Directory);

    /// <summary>Begins a file. Its name is unique, so two attempts at the same work never meet.</summary>
    /// <param name="layer">The layer, which gives the extension.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="resource">The resource's name.</param>
    /// <param name="runNumber">The run's number.</param>
    /// <param name="name">What the file is called, such as <c>p0-s3</c>; a random suffix follows.</param>
    public LakeDraft Create(LakeLayer layer, string pipeline, string resource, long runNumber, string name)
    {
        var extension = layer == LakeLayer.Raw ? "ndjson.zst" : "parquet";
        var folder = LakePath.Folder(layer, pipeline, resource, runNumber);
        var path = $"{folder}/{name}-{Guid.NewGuid().ToString("N")[..8]}.{extension}";
        var fullPath = LakePath.Resolve(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        return new LakeDraft(path, fullPath);
    }

    /// <summary>Where a file lies on this machine, after checking that it is as it was written.</summary>
    /// <exception cref="RunFailedException">It is missing or was changed (<c>lake_file_missing</c>, <c>lake_file_damaged</c>).</exception>
    public async Task<string> VerifyAsync(string path, string checksum, Stage stage, CancellationToken cancellationToken)
    {
        var fullPath = Locate(path, stage);
        await using var stream = File.OpenRead(fullPath);
        if (await LakeChecksum.ComputeAsync(stream, cancellationToken) == checksum)
            return fullPath;

        throw new RunFailedException(new RunError(stage, "lake_file_damaged",
            $"The lake's file {path} is not what was written.",
            "Restore it from a backup, or start a new run from the source."));
    }

    /// <summary>Reads one line of a raw file; null when the file has fewer.</summary>
    /// <param name="path">The raw file.</param>
    /// <param name="position">The line, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RunFailedException">The file is missing (<c>lake_file_missing</c>).</exception>
    public async Task<string?> ReadRecordAsync(string path, int position, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Locate(path, Stage.Extract));
        await using var decompressed = new DecompressionStream(file);
        using var reader = new StreamReader(decompressed);
        for (var line = 1; line < position; line++)
        {
            if (await reader.ReadLineAsync(cancellationToken) is null)
                return null;
        }

        return await reader.ReadLineAsync(cancellationToken);
    }

    /// <summary>Where a file lies on this machine.</summary>
    /// <exception cref="RunFailedException">It is missing (<c>lake_file_missing</c>).</exception>
    public string Locate(string path, Stage stage)
    {
        var fullPath = LakePath.Resolve(_root, path);
        return File.Exists(fullPath)
            ? fullPath
            : throw new RunFailedException(new RunError(stage, "lake_file_missing",
                $"The lake's file {path} is gone.",
                "Check ETL_DATA_DIR, restore the file from a backup, or start a new run from the source."));
    }

    /// <summary>Removes a file that lost against another attempt, with its manifest.</summary>
    public void Delete(string path)
    {
        var fullPath = LakePath.Resolve(_root, path);
        File.Delete(fullPath);
        File.Delete(fullPath + ".manifest.json");
    }
}
