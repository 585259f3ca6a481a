using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;
using EtlAspire.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.Storage.Tests.Catalog;

public sealed class MigrationTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services_that_start_together_migrate_once()
    {
        await using (var catalog = postgres.OpenCatalog())
            await catalog.Database.ExecuteSqlAsync($"drop schema etl cascade", Cancel);

        await using var services = new ServiceCollection()
            .AddDbContext<CatalogDbContext>(options => CatalogDbContext.Configure(options.UseNpgsql(postgres.ConnectionString)))
            .BuildServiceProvider();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            new CatalogMigrator(services.GetRequiredService<IServiceScopeFactory>()).StartingAsync(Cancel)));

        await using var migrated = postgres.OpenCatalog();
        Assert.Empty(await migrated.Database.GetPendingMigrationsAsync(Cancel));
        Assert.Equal(0, await migrated.Runs.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_catalog_of_the_build_before_keeps_running()
    {
        const string shape = """{"Kinds":16,"Fields":{"n":{"Kinds":2,"IntegerDigits":19,"SignificantDigits":19}}}""";
        const string yaml = "name: old\nschedule: '@daily'\nsource: { type: files }\nresources: [{ name: t, file_glob: a }]\ndestination: { schema: s }\n";
        await using var catalog = postgres.OpenCatalog();
        await catalog.Database.ExecuteSqlAsync($"drop schema etl cascade", Cancel);
        await catalog.GetService<IMigrator>().MigrateAsync("20261124101127_AddLakeRemovedAt", Cancel);
        var id = Guid.NewGuid();
        await catalog.Database.ExecuteSqlAsync(
            $$"""
            insert into etl.pipelines (name, version, updated_at) values ('old', 1, now());
            insert into etl.pipeline_versions (pipeline, version, yaml, created_at) values ('old', 1, {{yaml}}, now());
            insert into etl.runs (id, pipeline, version, definition, trigger, status, requested_at, batch_count, nudges)
            values ({{id}}, 'old', 1, {{yaml}}, 'manual', 'running', now(), 1, 0);
            insert into etl.batches (run_id, number, resource, raw_bytes, records, extract_rejects, shape, extracted_at, typed_bytes, rows, filtered, transform_rejects, columns)
            values ({{id}}, 1, 't', 0, 1, 0, {{shape}}::json, now(), 0, 1, 0, 0, '[]');
            """,
            Cancel);

        await catalog.Database.MigrateAsync(Cancel);

        var run = await catalog.Runs.SingleAsync(row => row.Id == id, Cancel);
        Assert.Empty(run.Warnings);
        var pipeline = await catalog.LivePipelines.SingleAsync(Cancel);
        Assert.False(pipeline.Paused);
        Assert.False((await catalog.PipelineVersions.SingleAsync(Cancel)).ChecksKeys);
        var batch = await catalog.Batches.SingleAsync(row => row.RunId == id, Cancel);
        Assert.Null(batch.Missing);
        Assert.False(Shape.FromJson(batch.Shape).Fields["n"].HasLongBigints);
        var definitions = new DefinitionCache();
        Assert.Equal(WriteDisposition.Append, definitions.Read(run.Definition).Resources[0].WriteDisposition);
        Assert.Equal([WarningKinds.ScheduleShorthand, WarningKinds.ImpliedAppend], definitions.WarningsOf(run.Definition).Select(warning => warning.Kind));
    }

    [Fact]
    public void The_migrations_match_the_model()
    {
        using var catalog = postgres.OpenCatalog();

        Assert.False(catalog.Database.HasPendingModelChanges());
    }
}
