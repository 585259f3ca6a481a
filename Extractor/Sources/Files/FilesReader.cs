using EtlAspire.Contracts.Pipelines;
using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>The source <c>files</c>: a JSON object on each line.</summary>
internal sealed class FilesReader(Settings settings, ParkedFiles parked, IOptions<FilesOptions> options) : ISource
{
    public bool CanRead(SourceDefinition source) => source is FilesSource;

    public Task<IReadOnlyList<string?>> PlanAsync(
        PipelineDefinition pipeline, ResourceDefinition resource, CancellationToken cancellationToken)
    {
        var root = FilesRoot.From(settings);
        var names = new FileGlob(root, ((FilesOrigin)resource.Origin).FileGlob).Find();
        return Task.FromResult<IReadOnlyList<string?>>(
            [.. names.SelectMany(name => Cut(name, FileVersion.Of(root.Resolve(name), name))).Select(range => range.ToJson())]);
    }

    public IPartitionReader Open(PipelineDefinition pipeline, ResourceDefinition resource, string? checkpoint) =>
        new FilePartition(FilesRoot.From(settings), parked, options.Value, FileCheckpoint.FromJson(checkpoint!));

    /// <summary>Cuts a file into ranges of one size; a compressed one cannot be read from its middle.</summary>
    private IEnumerable<FileCheckpoint> Cut(string name, FileVersion version)
    {
        if (OpenFile.IsCompressed(name) || version.Size <= options.Value.RangeBytes)
            return [new FileCheckpoint(name, version, 0, null, 0)];

        var count = (version.Size - 1) / options.Value.RangeBytes + 1;
        var size = (version.Size - 1) / count + 1;
        return Enumerable.Range(0, (int)count)
            .Select(number => number * size)
            .Select(from => new FileCheckpoint(name, version, from, Math.Min(from + size, version.Size), from));
    }
}
