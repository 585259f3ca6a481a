using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Extractor.Sources;

/// <summary>A kind of source.</summary>
internal interface ISource
{
    /// <summary>Goes on reading a resource from a checkpoint, or begins when there is none.</summary>
    /// <exception cref="Contracts.Runs.RunFailedException">The definition cannot be carried out as it is.</exception>
    IPartitionReader Open(PipelineDefinition pipeline, ResourceDefinition resource, string? checkpoint);
}
