using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class LoadedBatchConfiguration : IEntityTypeConfiguration<LoadedBatch>
{
    public void Configure(EntityTypeBuilder<LoadedBatch> builder)
    {
        builder.HasKey(batch => new { batch.RunId, batch.BatchNumber });
        builder.HasOne<Run>().WithMany().HasForeignKey(batch => batch.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
