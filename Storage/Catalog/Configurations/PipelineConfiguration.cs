using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class PipelineConfiguration : IEntityTypeConfiguration<Pipeline>
{
    public void Configure(EntityTypeBuilder<Pipeline> builder) => builder.HasKey(pipeline => pipeline.Name);
}
