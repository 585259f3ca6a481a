using System.Diagnostics;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Extractor.Sources;

/// <summary>Knows the kinds of source.</summary>
internal sealed class SourceRegistry(IEnumerable<ISource> sources)
{
    private readonly ISource[] _sources = [.. sources];

    public ISource For(PipelineDefinition pipeline) =>
        Array.Find(_sources, source => source.CanRead(pipeline.Source))
        ?? throw new UnreachableException($"There is no source for {pipeline.Source.GetType().Name}.");
}
