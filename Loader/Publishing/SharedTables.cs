using EtlAspire.Storage.Catalog;

namespace EtlAspire.Loader.Publishing;

/// <summary>Finds the tables of a pipeline that others write, too; what is stored may do so, since it was not refused before.</summary>
internal sealed class SharedTables(TableWriters writers)
{
    /// <summary>A warning for each (<c>shared_table</c>).</summary>
    public async Task<IReadOnlyList<RunWarning>> FindAsync(PipelineDefinition pipeline, CancellationToken cancellationToken)
    {
        var others = await writers.FindOthersAsync(pipeline.Name, cancellationToken);
        return [.. pipeline.Resources
            .Where(resource => others.Contains(pipeline.TableOf(resource)))
            .Select(resource => new RunWarning(WarningKinds.SharedTable,
                $"Table {pipeline.TableOf(resource)} is written by {string.Join(", ", others[pipeline.TableOf(resource)])}, too: what one "
                + "replaces, the other loses. Give one of them another table.", resource.Line))];
    }
}
