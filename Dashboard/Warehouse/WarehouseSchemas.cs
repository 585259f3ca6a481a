using EtlAspire.Contracts.Pipelines;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Finds the schemas that pipelines write to; no other is shown.</summary>
internal sealed class WarehouseSchemas(CatalogDbContext catalog)
{
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var definitions = await catalog.Pipelines
            .Join(
                catalog.PipelineVersions,
                pipeline => new { Pipeline = pipeline.Name, pipeline.Version },
                version => new { version.Pipeline, version.Version },
                (pipeline, version) => version.Yaml)
            .ToListAsync(cancellationToken);
        return
        [
            .. definitions
                .Select(yaml => PipelineReader.Read(yaml).Definition?.Destination.Schema)
                .OfType<string>()
                .Where(schema => schema != CatalogDbContext.Schema)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
