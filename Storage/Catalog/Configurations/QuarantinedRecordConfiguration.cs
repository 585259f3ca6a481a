using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class QuarantinedRecordConfiguration : IEntityTypeConfiguration<QuarantinedRecord>
{
    public void Configure(EntityTypeBuilder<QuarantinedRecord> builder)
    {
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).UseIdentityAlwaysColumn();
        builder.Property(record => record.Stage).HasConversion<LowerCaseEnumConverter<Stage>>();
        builder.HasIndex(record => new { record.RunId, record.BatchNumber });
        builder.HasOne<Run>().WithMany().HasForeignKey(record => record.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
