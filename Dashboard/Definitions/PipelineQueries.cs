using System.Text.Json.Serialization;
using EtlAspire.Dashboard.Runs;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Definitions;

/// <summary>Reads pipelines with their newest run.</summary>
internal sealed class PipelineQueries(CatalogDbContext catalog, RunQueries runs)
{
    public async Task<IReadOnlyList<PipelineSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var newest = await runs.NewestAsync(cancellationToken);
        var pipelines = await catalog.LivePipelines.AsNoTracking()
            .OrderBy(pipeline => pipeline.Name).ToListAsync(cancellationToken);
        return pipelines.ConvertAll(pipeline => new PipelineSummary(
            pipeline.Name, pipeline.Description, pipeline.Version, pipeline.Schedule, pipeline.Paused,
            newest.GetValueOrDefault(pipeline.Name), pipeline.NextRunAt));
    }

    /// <summary>A pipeline with its newest definition; null when there is none of that name.</summary>
    public async Task<PipelineDetails?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = await catalog.LivePipelines.AsNoTracking()
            .Where(pipeline => pipeline.Name == name)
            .Join(
                catalog.PipelineVersions,
                pipeline => new { Pipeline = pipeline.Name, pipeline.Version },
                version => new { version.Pipeline, version.Version },
                (pipeline, version) => new { Pipeline = pipeline, version.Yaml })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;

        var last = await runs.ListAsync(new RunFilter(name, Limit: 1), cancellationToken);
        return new PipelineDetails(
            found.Pipeline.Name, found.Pipeline.Description, found.Pipeline.Version, found.Pipeline.Schedule, found.Pipeline.Paused,
            last.SingleOrDefault(), found.Yaml, found.Pipeline.NextRunAt);
    }

    /// <summary>When a pipeline was deleted; null when it is there, or never was.</summary>
    public Task<DateTimeOffset?> DeletedAtAsync(string name, CancellationToken cancellationToken) =>
        catalog.Pipelines.Where(pipeline => pipeline.Name == name).Select(pipeline => pipeline.DeletedAt).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The versions of a pipeline's definition, newest first.</summary>
    public async Task<IReadOnlyList<VersionSummary>> VersionsAsync(string name, CancellationToken cancellationToken) =>
        await catalog.PipelineVersions
            .Where(version => version.Pipeline == name)
            .OrderByDescending(version => version.Version)
            .Select(version => new VersionSummary(version.Version, version.CreatedAt))
            .ToListAsync(cancellationToken);

    /// <summary>The text of one version.</summary>
    public Task<string?> YamlAsync(string name, int version, CancellationToken cancellationToken) =>
        catalog.PipelineVersions
            .Where(candidate => candidate.Pipeline == name && candidate.Version == version)
            .Select(candidate => candidate.Yaml)
            .SingleOrDefaultAsync(cancellationToken);
}

/// <summary>A pipeline in the list of all.</summary>
internal sealed record PipelineSummary(
    string Name, string? Description, int Version, string? Schedule, bool Paused, RunView? LastRun,
    [property: JsonIgnore] DateTimeOffset? NextRunAt); // when the schedule asks for the next run; for the pages

/// <summary>A pipeline with its definition.</summary>
internal sealed record PipelineDetails(
    string Name, string? Description, int Version, string? Schedule, bool Paused, RunView? LastRun, string Yaml,
    [property: JsonIgnore] DateTimeOffset? NextRunAt); // when the schedule asks for the next run; for the pages

/// <summary>A version of a definition.</summary>
internal sealed record VersionSummary(int Version, DateTimeOffset CreatedAt);
