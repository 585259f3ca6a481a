namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// What a pipeline does, as its YAML says: where the records come from, what happens to them and where they go.
/// </summary>
/// <param name="Name">The pipeline's name: <c>[a-z][a-z0-9-]*</c>.</param>
/// <param name="Description">One line for people, if given.</param>
/// <param name="Schedule">A cron expression of five fields, in UTC, if it runs by itself.</param>
/// <param name="Source">Where the records come from.</param>
/// <param name="Resources">What to take from the source, one table each; at least one.</param>
/// <param name="Destination">Where the tables go.</param>
/// <param name="MaxRejects">How many rejected records a run may have before it counts as wrong.</param>
public sealed record PipelineDefinition(
    string Name,
    string? Description,
    string? Schedule,
    SourceDefinition Source,
    IReadOnlyList<ResourceDefinition> Resources,
    DestinationDefinition Destination,
    RejectLimit MaxRejects)
{
    /// <summary>The table of a resource, as <c>schema.table</c>.</summary>
    public string TableOf(ResourceDefinition resource) => $"{Destination.Schema}.{resource.Table}";
}
