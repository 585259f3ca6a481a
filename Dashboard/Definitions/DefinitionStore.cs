using EtlAspire.Contracts.Pipelines;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>Stores definitions, each change as a version of its own, and only those without errors.</summary>
internal sealed class DefinitionStore(CatalogDbContext catalog, TableWriters writers, TimeProvider clock)
{
    /// <summary>Stores a definition under the name that it bears; under no other, if one is given.</summary>
    public Task<StoreResult> SaveAsync(string? name, string yaml, StoreCondition condition, CancellationToken cancellationToken) =>
        ReadAndStoreAsync(name, yaml, condition, anyVersion: false, cancellationToken);

    /// <summary>Stores a definition of a file, unless some version of its pipeline, which may be deleted, has its text.</summary>
    public Task<StoreResult> ImportAsync(string yaml, CancellationToken cancellationToken) =>
        ReadAndStoreAsync(null, yaml, StoreCondition.None, anyVersion: true, cancellationToken);

    private async Task<StoreResult> ReadAndStoreAsync(
        string? name, string yaml, StoreCondition condition, bool anyVersion, CancellationToken cancellationToken)
    {
        var read = PipelineReader.Read(yaml);
        if (read.Definition is not { } definition)
            return new StoreResult(StoreOutcome.Invalid, "", 0, read.Errors);
        if (name is not null && definition.Name != name)
            return new StoreResult(StoreOutcome.Invalid, "", 0, [NameMismatch(yaml, definition.Name, name)]);
        return await StoreAsync(definition, yaml, condition, anyVersion, cancellationToken);
    }

    private async Task<StoreResult> StoreAsync(
        PipelineDefinition definition, string yaml, StoreCondition condition, bool anyVersion, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await catalog.Database.BeginTransactionAsync(cancellationToken);

        // Version 0 is what a new pipeline has for the moment; whoever stores it at the same time waits here.
        await catalog.Database.ExecuteSqlAsync(
            $"insert into etl.pipelines (name, version, paused, updated_at) values ({definition.Name}, 0, false, {now}) on conflict do nothing",
            cancellationToken);
        var pipeline = await catalog.Pipelines
            .FromSql($"select * from etl.pipelines where name = {definition.Name} for update")
            .SingleAsync(cancellationToken);
        var exists = pipeline is { Version: > 0, DeletedAt: null };
        if (!condition.IsMetBy(exists ? pipeline.Version : null))
            return new StoreResult(StoreOutcome.Refused, pipeline.Name, pipeline.Version, []);

        // Saved again by a person, the same text says more where it was stored before keys were checked.
        var hasKeys = definition.Resources.Any(
            resource => resource.WriteDisposition == WriteDisposition.Append && resource.PrimaryKey.Count > 0);
        var known = (exists || anyVersion) && await catalog.PipelineVersions.AnyAsync(
            version => version.Pipeline == pipeline.Name && version.Yaml == yaml
                && (anyVersion || (version.Version == pipeline.Version && (version.ChecksKeys || !hasKeys))),
            cancellationToken);
        if (known)
            return new StoreResult(StoreOutcome.Unchanged, pipeline.Name, pipeline.Version, []);

        if (await writers.RefuseSharedAsync(definition, cancellationToken) is { Count: > 0 } mistakes)
            return new StoreResult(StoreOutcome.Invalid, "", 0, mistakes);

        if (!exists || pipeline.Schedule != definition.Schedule)
            pipeline.NextRunAt = definition.Schedule is { } schedule && !pipeline.Paused ? Schedules.NextAfter(schedule, now) : null;
        pipeline.DeletedAt = null;
        pipeline.Version++;
        pipeline.Description = definition.Description;
        pipeline.Schedule = definition.Schedule;
        pipeline.UpdatedAt = now;
        catalog.PipelineVersions.Add(
            new PipelineVersion { Pipeline = pipeline.Name, Version = pipeline.Version, Yaml = yaml, ChecksKeys = true, CreatedAt = now });
        await catalog.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StoreResult(
            exists ? StoreOutcome.Changed : StoreOutcome.Created, pipeline.Name, pipeline.Version, []);
    }

    // At the place of the name in the definition.
    private static DefinitionError NameMismatch(string yaml, string found, string expected)
    {
        const string key = "name:";
        var message = $"name is '{found}', but the definition is to be stored as '{expected}'; the two must be equal";
        var line = 0;
        foreach (var text in yaml.AsSpan().EnumerateLines())
        {
            line++;
            if (text.StartsWith(key, StringComparison.Ordinal))
                return new DefinitionError(line, text[key.Length..].IndexOfAnyExcept(' ') + key.Length + 1, message);
        }

        return new DefinitionError(1, 1, message);
    }
}
