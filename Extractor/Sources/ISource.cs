using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Extractor.Sources;

/// <summary>A kind of source.</summary>
internal interface ISource
{
    /// <summary>Whether a definition's source is of this kind.</summary>
    bool CanRead(SourceDefinition source);

    /// <summary>Cuts a resource into the partitions that can be read side by side.</summary>
    /// <returns>The checkpoint that each begins with; at least one.</returns>
    /// <exception cref="Contracts.Runs.RunFailedException">The source does not have what the definition asks for.</exception>
    Task<IReadOnlyList<string?>> PlanAsync(
        PipelineDefinition pipeline, ResourceDefinition resource, CancellationToken cancellationToken);

    /// <summary>Goes on reading a partition from a checkpoint.</summary>
    /// <exception cref="Contracts.Runs.RunFailedException">The definition cannot be carried out as it is.</exception>
    IPartitionReader Open(PipelineDefinition pipeline, ResourceDefinition resource, string? checkpoint);
}
