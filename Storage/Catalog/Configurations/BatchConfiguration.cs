using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> builder)
    {
        builder.HasKey(batch => new { batch.RunId, batch.Number });
        // json, not jsonb: it keeps the order of the fields, and so of the columns.
        builder.Property(batch => batch.Shape).HasColumnType("json");
        builder.Property(batch => batch.Columns).HasColumnType("json");
        builder.Property(batch => batch.Missing).HasColumnType("json");
        builder.HasOne<Run>().WithMany().HasForeignKey(batch => batch.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
