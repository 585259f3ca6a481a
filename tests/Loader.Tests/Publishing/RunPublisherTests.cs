using System.Globalization;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage.Catalog;

namespace EtlAspire.Loader.Tests.Publishing;

public sealed class RunPublisherTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private const string Id = """[{"name":"id","type":"bigint"}]""";

    [Fact]
    public async Task The_receipt_accounts_for_every_record()
    {
        var run = await warehouse.StartRunAsync("receipts");
        await run.LoadAsync(await run.AddBatchAsync("select 1000000 + i as _record, i as id from range(1, 8) t(i)", Id, rejects: 2, filtered: 3));
        await run.LoadAsync(await run.AddBatchAsync(null, rejects: 1));

        Assert.True(await run.PublishAsync());

        var published = await run.ReadAsync();
        Assert.Equal(new Receipt(13, 3, 3, 7), published.Receipt);
        Assert.Equal(RunStatus.Succeeded, published.Status);
        Assert.NotNull(published.FinishedAt);
        Assert.Equal(["warehouse.receipts|7"], await warehouse.QueryAsync($"select name, rows from etl.published_tables where run_id = '{run.Id}'"));
        Assert.Contains("Published warehouse.receipts (7 rows).", await warehouse.QueryAsync($"select message from etl.run_events where run_id = '{run.Id}'"));
        Assert.Equal([$"1|{run.Id}"], await warehouse.QueryAsync("select version, run_id from etl.table_schemas where name = 'warehouse.receipts'"));
    }

    [Fact]
    public async Task A_receipt_that_does_not_balance_fails_the_run()
    {
        var run = await warehouse.StartRunAsync("unbalanced");
        await run.LoadAsync(await run.AddBatchAsync("select 1000001::bigint as _record, 1::bigint as id", Id, records: 2));

        var error = await run.FailToPublishAsync();

        Assert.Equal((Stage.Publish, "receipt_unbalanced"), (error.Stage, error.Kind));
    }

    [Theory]
    [InlineData("replaced", WriteDisposition.Replace, "", "")]
    [InlineData("indexed", WriteDisposition.Replace, "primary_key: id", "")]
    [InlineData("appended", WriteDisposition.Append, "", "")]
    [InlineData("kept", WriteDisposition.Replace, "primary_key: id", "create schema if not exists warehouse; create table warehouse.kept (id bigint); comment on table warehouse.kept is 'mine'")]
    public async Task Rows_that_vanished_from_staging_or_came_into_it_fail_the_run(
        string table, WriteDisposition disposition, string settings, string before)
    {
        if (before.Length > 0)
            await warehouse.ExecuteAsync(before);
        string[] changes =
        [
            "delete from {0} where id = 1",
            "insert into {0} (_run, _record, id) select _run, _record + 9, 9 from {0} where id = 1",
            "insert into {0} select * from {0}",
        ];
        foreach (var change in changes)
        {
            var run = await warehouse.StartRunAsync(table, disposition, settings);
            await run.AddPeopleAsync((1, "Ann"), (2, "Ben"));
            await warehouse.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, change, $"etl_staging.\"{run.Number}_{table}\""));

            Assert.Equal("receipt_unbalanced", (await run.FailToPublishAsync()).Kind);
        }
    }

    [Theory]
    [InlineData("", "too_many_rejects")]
    [InlineData("max_rejects: 10", "too_many_rejects")]
    [InlineData("max_rejects: 100%", null)]
    public async Task A_table_whose_records_were_all_rejected_fails_the_run_unless_that_is_written(string limit, string? expected)
    {
        var table = $"all_rejected_{limit.Length}";
        var run = await TestRun.StartAsync(warehouse, table,
            $"{{name: {table.Replace('_', '-')}, source: {{type: files}}, resources: [{{name: {table}, file_glob: x, write_disposition: append}}], destination: {{schema: warehouse}}{(limit.Length == 0 ? "" : $", {limit}")}}}");
        await run.LoadAsync(await run.AddBatchAsync(null, rejects: 3));
        await warehouse.ExecuteAsync(
            $"""
            insert into etl.quarantine (run_id, batch_number, resource, stage, reason, position, record) values
                ('{run.Id}', 1, '{table}', 'extract', 'The second.', 2, 'more'), ('{run.Id}', 1, '{table}', 'extract', 'The first.', 1, '[')
            """);

        if (expected is null)
        {
            Assert.True(await run.PublishAsync());
            return;
        }

        var error = await run.FailToPublishAsync();

        Assert.Equal((expected, $"All 3 records of {table} were rejected, the first one because: The first."), (error.Kind, error.Message));
        Assert.StartsWith("The file seems to be one JSON array: ", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_rejects_fail_the_run_and_leave_the_table()
    {
        var first = await warehouse.StartRunAsync("rejects");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        var second = await warehouse.StartRunAsync("rejects");
        await second.LoadAsync(await second.AddBatchAsync("select 1000001::bigint as _record, 2::bigint as id", Id, rejects: 1_001));

        var error = await second.FailToPublishAsync();

        Assert.Equal("too_many_rejects", error.Kind);
        Assert.Contains("1,001 of 1,002", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await warehouse.QueryAsync("select id from warehouse.rejects"));
    }

    [Fact]
    public async Task A_run_that_is_not_complete_is_not_published()
    {
        var run = await warehouse.StartRunAsync("incomplete");
        await run.AddPeopleAsync((1, "Ann"));
        await run.AddBatchAsync("select 2000001::bigint as _record, 2::bigint as id", Id);

        Assert.False(await run.PublishAsync());

        Assert.Equal(RunStatus.Running, (await run.ReadAsync()).Status);
        Assert.Equal(["True"], await warehouse.QueryAsync("select to_regclass('warehouse.incomplete') is null"));
    }

    [Fact]
    public async Task Publishing_many_times_at_once_publishes_once()
    {
        var run = await warehouse.StartRunAsync("once", Contracts.Pipelines.WriteDisposition.Append);
        await run.AddPeopleAsync((1, "Ann"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(run.PublishAsync)));

        Assert.All(answers, Assert.True);
        Assert.Equal(["1"], await warehouse.QueryAsync("select count(*) from warehouse.once"));
        Assert.Single(await warehouse.QueryAsync($"select * from etl.published_tables where run_id = '{run.Id}'"));
    }

    [Fact]
    public async Task A_cancelled_run_is_not_published()
    {
        var run = await warehouse.StartRunAsync("stopped");
        await run.AddPeopleAsync((1, "Ann"));
        await run.EndAsync("cancelled");

        Assert.False(await run.PublishAsync());

        Assert.Equal(["True"], await warehouse.QueryAsync("select to_regclass('warehouse.stopped') is null"));
    }

    [Fact]
    public async Task Columns_that_stay_the_same_make_no_new_version()
    {
        for (var i = 0; i < 2; i++)
        {
            var run = await warehouse.StartRunAsync("steady");
            await run.AddPeopleAsync((i, "Ann"));
            await run.PublishAsync();
        }

        Assert.Equal(["1"], await warehouse.QueryAsync("select version from etl.table_schemas where name = 'warehouse.steady'"));
    }

    [Fact]
    public async Task Staging_is_dropped_with_what_abandoned_runs_left()
    {
        var failed = await warehouse.StartRunAsync("cleaned");
        await failed.AddPeopleAsync((1, "Ann"));
        await failed.EndAsync("failed");
        var failedAtOnce = await warehouse.StartRunAsync("cleaned");
        await warehouse.ExecuteAsync($"""create table etl_staging."{failedAtOnce.Number}_cleaned" ()""");
        await failedAtOnce.EndAsync("failed");
        var other = await warehouse.StartRunAsync("not_cleaned");
        await other.AddPeopleAsync((1, "Ann"));
        var run = await warehouse.StartRunAsync("cleaned");
        await run.AddPeopleAsync((2, "Ben"));

        Assert.True(await run.PublishAsync());

        var left = await warehouse.QueryAsync("select tablename from pg_tables where schemaname = 'etl_staging'");
        Assert.DoesNotContain($"{failed.Number}_cleaned", left);
        Assert.DoesNotContain($"{failedAtOnce.Number}_cleaned", left);
        Assert.DoesNotContain($"{run.Number}_cleaned", left);
        Assert.Contains($"{other.Number}_not_cleaned", left);
        Assert.Empty(await warehouse.QueryAsync($"select * from etl.loaded_batches where run_id = '{failed.Id}'"));
    }

    [Fact]
    public async Task A_failed_run_goes_on_after_its_staging_was_dropped()
    {
        var failed = await warehouse.StartRunAsync("resumed");
        await failed.AddPeopleAsync((1, "Ann"));
        await failed.EndAsync("failed");
        var between = await warehouse.StartRunAsync("resumed");
        await between.AddPeopleAsync((2, "Ben"));
        await between.PublishAsync();

        await failed.EndAsync("running");
        Assert.False(await failed.PublishAsync());
        await failed.LoadAsync(1);

        Assert.True(await failed.PublishAsync());
        Assert.Equal(["1"], await warehouse.QueryAsync("select id from warehouse.resumed"));
    }
}
