using EtlAspire.Contracts.Runs;
using EtlAspire.Loader.Schema;

namespace EtlAspire.Loader.Tests.Loading;

public sealed class BatchLoaderTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private const string Columns = """[{"name":"id","type":"bigint"},{"name":"name","type":"text"},{"name":"note","type":null}]""";
    private const string Rows =
        "select * from (values (1000001::bigint, 1::bigint, 'Ann', null::integer), (1000002, 2, null, null)) t(_record, id, name, note)";

    [Fact]
    public async Task A_batch_lies_in_staging_with_its_lineage()
    {
        var run = await warehouse.StartRunAsync("lineage");

        var rows = await run.LoadAsync(await run.AddBatchAsync(Rows, Columns));

        Assert.Equal(2, rows);
        Assert.Equal([$"1|Ann|{run.Number}|1000001", $"2|∅|{run.Number}|1000002"], await StagedAsync(run, "lineage"));
        Assert.Equal(["Loaded batch 1 of lineage: 2 rows."], await warehouse.QueryAsync($"select message from etl.run_events where run_id = '{run.Id}'"));
    }

    [Fact]
    public async Task Redelivered_batch_is_not_written_twice()
    {
        var run = await warehouse.StartRunAsync("redelivered");
        var batch = await run.AddBatchAsync(Rows, Columns);

        var first = await run.LoadAsync(batch);
        var second = await run.LoadAsync(batch);

        Assert.Equal((2L, null), (first, second));
        Assert.Equal(2, (await StagedAsync(run, "redelivered")).Count);
    }

    [Fact]
    public async Task Batch_delivered_many_times_at_once_is_written_once()
    {
        var run = await warehouse.StartRunAsync("raced");
        var batch = await run.AddBatchAsync("select 1000000 + i as _record, i as id, 'x' as name, null as note from range(1, 20001) t(i)", Columns);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => run.LoadAsync(batch))));

        Assert.Equal([20_000L], answers.OfType<long>());
        Assert.Equal(["20000|20000"], await warehouse.QueryAsync(
            $"""select count(*), count(distinct _record) from etl_staging."{run.Number}_raced" """));
    }

    [Fact]
    public async Task A_crash_between_copy_and_commit_leaves_nothing()
    {
        var run = await warehouse.StartRunAsync("crashed");
        var batch = await run.AddBatchAsync(Rows, Columns);
        await warehouse.ExecuteAsync(
            """
            create function die() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger die after insert on etl.run_events for each row when (new.message like '%of crashed%') execute function die();
            """);

        await Assert.ThrowsAnyAsync<Exception>(() => run.LoadAsync(batch));
        await warehouse.ExecuteAsync("drop trigger die on etl.run_events; drop function die()");

        Assert.Empty(await StagedAsync(run, "crashed"));
        Assert.Empty(await warehouse.QueryAsync($"select * from etl.loaded_batches where run_id = '{run.Id}'"));
        Assert.Equal(2, await run.LoadAsync(batch));
        Assert.Equal(2, (await StagedAsync(run, "crashed")).Count);
    }

    [Fact]
    public async Task A_batch_without_rows_counts_as_loaded()
    {
        var run = await warehouse.StartRunAsync("rowless");

        var rows = await run.LoadAsync(await run.AddBatchAsync(null, records: 0));

        Assert.Equal(0, rows);
        Assert.Equal(["1|0"], await warehouse.QueryAsync($"select batch_number, rows from etl.loaded_batches where run_id = '{run.Id}'"));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_meanwhile_gets_no_rows()
    {
        var run = await warehouse.StartRunAsync("cancelled");
        var batch = await run.AddBatchAsync(Rows, Columns);
        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var cancelling = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            $"select from etl.runs where id = '{run.Id}' for update; update etl.runs set status = 'cancelled' where id = '{run.Id}'",
            TestContext.Current.CancellationToken);

        var loading = Task.Run(() => run.LoadAsync(batch));
        await warehouse.WaitForAsync(
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%for key share%')");
        await cancelling.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Null(await loading);
        Assert.Empty(await warehouse.QueryAsync($"select * from etl.loaded_batches where run_id = '{run.Id}'"));
        Assert.Equal(["True"], await warehouse.QueryAsync($"""select to_regclass('etl_staging."{run.Number}_cancelled"') is null"""));
    }

    [Theory]
    [InlineData("select 1000001::bigint as _record, 'a' || chr(0) as name", "text")]
    [InlineData("select 1000001::bigint as _record, 'no json' as name", "json")]
    public async Task A_value_that_PostgreSQL_refuses_fails_the_run(string sql, string type)
    {
        var run = await warehouse.StartRunAsync($"refused_{type}");
        var batch = await run.AddBatchAsync(sql, $$"""[{"name":"name","type":"{{type}}"}]""");

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => run.LoadAsync(batch));

        Assert.Equal((Stage.Load, "unloadable_value"), (failure.Error.Stage, failure.Error.Kind));
    }

    [Fact]
    public async Task A_typed_file_with_other_rows_than_the_catalog_says_fails_the_run()
    {
        var run = await warehouse.StartRunAsync("miscounted");
        var batch = await run.AddBatchAsync(Rows, Columns);
        await warehouse.ExecuteAsync($"update etl.batches set rows = 3 where run_id = '{run.Id}'");

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => run.LoadAsync(batch));

        Assert.Equal("lake_file_damaged", failure.Error.Kind);
        Assert.Empty(await StagedAsync(run, "miscounted"));
    }

    [Fact]
    public async Task A_column_that_PostgreSQL_keeps_for_itself_fails_the_run()
    {
        var run = await warehouse.StartRunAsync("system_column");
        var batch = await run.AddBatchAsync("select 1000001::bigint as _record, 1::bigint as xmin", """[{"name":"xmin","type":"bigint"}]""");

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => run.LoadAsync(batch));

        Assert.Equal("bad_column_name", failure.Error.Kind);
        Assert.Contains("xmin", failure.Error.Message, StringComparison.Ordinal);
    }

    private Task<List<string>> StagedAsync(TestRun run, string table) =>
        warehouse.QueryAsync($"""select * from etl_staging."{run.Number}_{table}" order by _record""");
}
