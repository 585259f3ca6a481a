using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Storage.Catalog;

/// <summary>A run that holds its pipeline's lease, as a worker needs to know it.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Number">The run's number.</param>
/// <param name="ReplayOf">The run whose raw layer it replays.</param>
/// <param name="Pipeline">The definition it was asked for with.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="TraceParent">Where its trace began.</param>
public sealed record ActiveRun(
    Guid Id, long Number, Guid? ReplayOf, PipelineDefinition Pipeline, DateTimeOffset RequestedAt, string? TraceParent = null)
{
    /// <summary>The resource of a name.</summary>
    /// <exception cref="RunFailedException">The definition has none (<c>unknown_resource</c>); a replay may meet that.</exception>
    public ResourceDefinition Resource(string name, Stage stage) =>
        Pipeline.Resources.FirstOrDefault(resource => resource.Name == name)
        ?? throw new RunFailedException(stage, ErrorKinds.UnknownResource,
            $"Pipeline {Pipeline.Name} has no resource '{name}' any more.",
            "Bring the resource back into the definition, or start a new run from the source.");
}
