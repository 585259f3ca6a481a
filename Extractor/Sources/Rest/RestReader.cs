using EtlAspire.Contracts.Pipelines;
using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>The source <c>rest</c>: web APIs that answer with JSON.</summary>
internal sealed class RestReader(RestClient client, Settings settings, IOptions<RestOptions> options) : ISource
{
    public bool CanRead(SourceDefinition source) => source is RestSource;

    /// <summary>One chain of pages, from the first one on.</summary>
    public Task<IReadOnlyList<string?>> PlanAsync(
        PipelineDefinition pipeline, ResourceDefinition resource, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string?>>([null]);

    public IPartitionReader Open(PipelineDefinition pipeline, ResourceDefinition resource, string? checkpoint)
    {
        var origin = (RestOrigin)resource.Origin;
        return new RestPartition(
            client,
            new RestTarget((RestSource)pipeline.Source, origin, settings),
            origin.DataSelector,
            Paginators.Create(origin.Paginator, checkpoint),
            options.Value);
    }
}
