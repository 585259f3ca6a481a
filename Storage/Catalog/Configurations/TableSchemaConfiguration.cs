using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class TableSchemaConfiguration : IEntityTypeConfiguration<TableSchema>
{
    public void Configure(EntityTypeBuilder<TableSchema> builder)
    {
        builder.HasKey(schema => new { schema.Name, schema.Version });
        builder.Property(schema => schema.Columns).HasColumnType("jsonb");
    }
}
