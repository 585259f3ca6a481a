using EtlAspire.Contracts.Pipelines;
using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Dashboard.Warehouse;

/// <summary>Finds the schemas that pipelines write to; no other is shown.</summary>
internal sealed class WarehouseSchemas(CatalogDbContext catalog)
{
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var definitions = await catalog.PipelineVersions
            .Where(version => catalog.Pipelines.Any(pipeline => pipeline.Name == version.Pipeline && pipeline.Version == version.Version))
            .Select(version => version.Yaml)
            .ToListAsync(cancellationToken);
        return
        [
            .. definitions
                .Select(yaml => PipelineReader.ReadStored(yaml).Definition?.Destination.Schema)
                .OfType<string>()
                .Where(schema => schema != CatalogDbContext.Schema)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
