using EtlAspire.Contracts.Pipelines;
using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>The source <c>rest</c>: web APIs that answer with JSON.</summary>
internal sealed class RestReader(RestClient client, Settings settings, IOptions<RestOptions> options) : ISource
{
    public IPartitionReader Open(PipelineDefinition pipeline, ResourceDefinition resource, string? checkpoint) =>
        new RestPartition(
            client,
            new RestTarget(pipeline.Source, resource, settings),
            resource.DataSelector,
            Paginators.Create(resource.Paginator, checkpoint),
            options.Value);
}
