using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Storage.Catalog;

/// <summary>Knows which tables the pipelines write, as their definitions of today say: a table is to belong to one of them.</summary>
public sealed class TableWriters(CatalogDbContext catalog, DefinitionCache definitions)
{
    // Any number will do, as long as nobody else in this database takes the same one: "etltable" in ASCII.
    private const long Key = 0x65746C7461626C65;

    /// <summary>The tables of all pipelines but one, as <c>schema.table</c>, with the names of the pipelines that write them.</summary>
    public async Task<ILookup<string, string>> FindOthersAsync(string pipeline, CancellationToken cancellationToken)
    {
        var others = await catalog.LivePipelines
            .Where(other => other.Name != pipeline)
            .Join(
                catalog.PipelineVersions,
                other => new { Pipeline = other.Name, other.Version },
                version => new { version.Pipeline, version.Version },
                (_, version) => new { version.Pipeline, version.Yaml })
            .OrderBy(other => other.Pipeline)
            .ToListAsync(cancellationToken);
        return others
            .Select(other => (other.Pipeline, Definition: definitions.Find(other.Yaml)))
            .SelectMany(other => (other.Definition?.Resources ?? []).Select(resource => (Table: other.Definition!.TableOf(resource), other.Pipeline)))
            .ToLookup(written => written.Table, written => written.Pipeline);
    }

    /// <summary>A mistake for each resource whose table another pipeline writes; until the transaction ends, none begins to.</summary>
    public async Task<IReadOnlyList<DefinitionError>> RefuseSharedAsync(PipelineDefinition definition, CancellationToken cancellationToken)
    {
        await catalog.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key})", cancellationToken);

        // A statement of its own: it sees what those stored whom the lock waited for.
        var others = await FindOthersAsync(definition.Name, cancellationToken);
        return [.. definition.Resources
            .Where(resource => others.Contains(definition.TableOf(resource)))
            .Select(resource => new DefinitionError(resource.Line, resource.Column,
                $"the table '{definition.TableOf(resource)}' belongs to the pipeline '{others[definition.TableOf(resource)].First()}', which writes it already; "
                + "give this resource another 'table', or the destination another 'schema'"))];
    }
}
