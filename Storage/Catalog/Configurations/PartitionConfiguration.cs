using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class PartitionConfiguration : IEntityTypeConfiguration<Partition>
{
    public void Configure(EntityTypeBuilder<Partition> builder)
    {
        builder.HasKey(partition => new { partition.RunId, partition.Number });
        builder.Property(partition => partition.Checkpoint).HasColumnType("jsonb");
        builder.HasOne<Run>().WithMany().HasForeignKey(partition => partition.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
