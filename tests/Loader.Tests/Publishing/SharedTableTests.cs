using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Loader.Tests.Publishing;

/// <summary>A table belongs to one pipeline; those that were stored before that was so are told.</summary>
public sealed class SharedTableTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    [Fact]
    public async Task A_run_says_which_other_pipelines_write_its_table()
    {
        Assert.Empty(await PublishAsync("shared"));
        Assert.Equal(["Table warehouse.shared is written by shared, too: what one replaces, the other loses. Give one of them another table."],
            await PublishAsync("shared_by_us", "table: shared"));

        Assert.StartsWith("Table warehouse.shared is written by shared-by-us, too", Assert.Single(await PublishAsync("shared")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update etl.pipelines set deleted_at = now() where name = 'gone-other'")]
    [InlineData("insert into etl.pipeline_versions (pipeline, version, yaml, created_at) values ('gone-other', 2, 'broken', now()) on conflict do nothing; update etl.pipelines set version = 2 where name = 'gone-other'")]
    public async Task A_pipeline_that_does_not_write_the_table_any_more_is_not_named(string leave)
    {
        await PublishAsync("gone_other", "table: gone");
        await warehouse.ExecuteAsync(leave);

        Assert.Empty(await PublishAsync("gone"));

        await warehouse.ExecuteAsync("update etl.pipelines set deleted_at = null, version = 1 where name = 'gone-other'");
    }

    private async Task<IEnumerable<string>> PublishAsync(string name, string settings = "")
    {
        var run = await warehouse.StartRunAsync(name, WriteDisposition.Append, settings);
        await run.AddPeopleAsync((1, "Ann"));
        Assert.True(await run.PublishAsync());
        var warnings = (await run.ReadAsync()).Warnings;
        Assert.All(warnings, warning => Assert.Equal((WarningKinds.SharedTable, 4), (warning.Kind, warning.Line)));
        return warnings.Select(warning => warning.Message);
    }
}
