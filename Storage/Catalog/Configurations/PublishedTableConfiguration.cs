using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class PublishedTableConfiguration : IEntityTypeConfiguration<PublishedTable>
{
    public void Configure(EntityTypeBuilder<PublishedTable> builder)
    {
        builder.HasKey(table => new { table.RunId, table.Name });
        builder.HasOne<Run>().WithMany().HasForeignKey(table => table.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
