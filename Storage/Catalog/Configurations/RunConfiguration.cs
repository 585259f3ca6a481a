using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EtlAspire.Storage.Catalog.Configurations;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Number).UseIdentityAlwaysColumn();
        builder.HasIndex(run => run.Number).IsUnique();
        builder.Property(run => run.Status).HasConversion<LowerCaseEnumConverter<RunStatus>>();
        builder.Property(run => run.Trigger).HasConversion<LowerCaseEnumConverter<RunTrigger>>();
        builder.HasIndex(run => new { run.Pipeline, run.Number });

        // The lease: one running run of a pipeline, by the database itself.
        builder.HasIndex(run => run.Pipeline).IsUnique().HasFilter("status = 'running'").HasDatabaseName("ux_runs_lease");
        builder.HasIndex(run => run.Status).HasFilter("status in ('queued', 'running')").HasDatabaseName("ix_runs_open");

        builder.HasIndex(run => run.ReplayOf).HasFilter("replay_of is not null");

        builder.Property(run => run.Warnings).HasColumnType("json").HasDefaultValueSql("'[]'")
            .HasConversion<RunWarningsConverter>(new ValueComparer<IReadOnlyList<RunWarning>>(
                (one, other) => ReferenceEquals(one, other), warnings => warnings.Count, warnings => warnings)); // set as a whole

        builder.OwnsOne(run => run.Receipt, receipt =>
        {
            receipt.Property(value => value.Extracted).HasColumnName("extracted");
            receipt.Property(value => value.Filtered).HasColumnName("filtered");
            receipt.Property(value => value.Quarantined).HasColumnName("quarantined");
            receipt.Property(value => value.Loaded).HasColumnName("loaded");
        });
        builder.OwnsOne(run => run.Error, error =>
        {
            error.Property(value => value.Stage).HasColumnName("error_stage").HasConversion<LowerCaseEnumConverter<Stage>>();
            error.Property(value => value.Kind).HasColumnName("error_kind");
            error.Property(value => value.Message).HasColumnName("error_message");
            error.Property(value => value.Hint).HasColumnName("error_hint");
        });
    }
}
