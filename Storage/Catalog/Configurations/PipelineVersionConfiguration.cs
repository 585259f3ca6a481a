using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class PipelineVersionConfiguration : IEntityTypeConfiguration<PipelineVersion>
{
    public void Configure(EntityTypeBuilder<PipelineVersion> builder)
    {
        builder.HasKey(version => new { version.Pipeline, version.Version });
        builder.HasOne<Pipeline>().WithMany().HasForeignKey(version => version.Pipeline).OnDelete(DeleteBehavior.Cascade);
    }
}
