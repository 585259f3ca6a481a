using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Loader.Schema;

namespace EtlAspire.Loader.Tests.Publishing;

/// <summary>What <c>append</c> makes of a primary key.</summary>
public sealed class AppendKeyTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    private const string Key = "primary_key: id";

    [Fact]
    public async Task A_key_that_the_table_has_already_is_refused()
    {
        await PublishAsync("again", Key, (1, "Ann"), (2, "Ben"));
        await PublishAsync("again", Key, (3, "Cay"));

        var error = await FailAsync("again", Key, (4, "Dan"), (2, "Ben"), (1, "Ann"));

        Assert.Equal((Stage.Publish, ErrorKinds.DuplicateKey), (error.Stage, error.Kind));
        Assert.Equal("Table warehouse.again would have the key (id) more than once: (1) in 2 rows, (2) in 2 rows.", error.Message);
        Assert.Contains("write_disposition: replace", error.Hint, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3"], await warehouse.QueryAsync("select id from warehouse.again order by id"));
    }

    [Theory]
    [InlineData("twice_new", false)]
    [InlineData("twice_later", true)]
    public async Task A_key_that_comes_twice_in_the_run_is_refused(string table, bool isThere)
    {
        if (isThere)
            await PublishAsync(table, Key, (1, "Ann"));

        var error = await FailAsync(table, Key, [.. Enumerable.Range(10, 6).SelectMany(id => new[] { (id, "Ann"), (id, "Ben") })]);

        Assert.Equal(ErrorKinds.DuplicateKey, error.Kind);
        Assert.EndsWith(
            "more than once: (10) in 2 rows, (11) in 2 rows, (12) in 2 rows, (13) in 2 rows, (14) in 2 rows, …", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_several_columns_is_one_key_and_long_values_are_cut()
    {
        const string key = "primary_key: [name, id]";
        var name = new string('x', 81);
        await PublishAsync("several", key, (1, name), (2, name));
        await PublishAsync("several", key, (3, name), (1, "Ann"));

        var error = await FailAsync("several", key, (2, name));

        Assert.EndsWith($"(name, id) more than once: ({name[1..]}…, 2) in 2 rows.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_compared_in_the_type_that_its_column_gets()
    {
        await AppendAsync("retyped", "7::bigint", "bigint");
        await AppendAsync("retyped", "'A1'", "text");
        var run = await warehouse.StartRunAsync("retyped", WriteDisposition.Append, Key);
        await run.LoadAsync(await run.AddBatchAsync("select 1000001::bigint as _record, 7::bigint as id", """[{"name":"id","type":"bigint"}]"""));

        Assert.Contains("(7) in 2 rows", (await run.FailToPublishAsync()).Message, StringComparison.Ordinal);

        async Task AppendAsync(string table, string id, string type)
        {
            var before = await warehouse.StartRunAsync(table, WriteDisposition.Append, Key);
            await before.LoadAsync(await before.AddBatchAsync($"select 1000001::bigint as _record, {id} as id", $$"""[{"name":"id","type":"{{type}}"}]"""));
            Assert.True(await before.PublishAsync());
        }
    }

    [Fact]
    public async Task A_replay_brings_the_keys_of_its_run_again()
    {
        await PublishAsync("replayed_key", Key, (9, "Zoe"));
        var original = await PublishAsync("replayed_key", Key, (1, "Ann"), (2, "Ben"));
        var replay = await warehouse.StartRunAsync("replayed_key", WriteDisposition.Append, Key, original.Id);
        await replay.AddPeopleAsync((1, "Anne"), (2, "Ben"));

        Assert.True(await replay.PublishAsync());

        Assert.Equal(["1|Anne", "2|Ben", "9|Zoe"], await warehouse.QueryAsync("select id, name from warehouse.replayed_key order by id"));
    }

    [Fact]
    public async Task A_table_that_has_a_key_twice_from_before_says_so()
    {
        await PublishAsync("before", "", (1, "Ann"), (1, "Ben"));

        var error = await FailAsync("before", Key, (2, "Cay"));

        Assert.Equal(ErrorKinds.DuplicateKey, error.Kind);
        Assert.Equal("Table warehouse.before has the key (id) more than once already: (1) in 2 rows.", error.Message);
    }

    [Fact]
    public async Task A_table_gets_an_index_that_follows_the_key()
    {
        const string index = "select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'warehouse.indexed'::regclass";
        await PublishAsync("indexed", "", (1, "Ann"));
        Assert.Empty(await warehouse.QueryAsync(index));

        foreach (var (key, id, name) in ((string, int, string)[])[("id", 2, "Ben"), ("id", 3, "Cay"), ("name", 3, "Dan")])
        {
            await PublishAsync("indexed", $"primary_key: {key}", (id, name));
            Assert.Equal([$"CREATE UNIQUE INDEX indexed_etl_key ON warehouse.indexed USING btree ({key})"], await warehouse.QueryAsync(index));
        }

        await PublishAsync("indexed", "", (1, "Ann"));
        Assert.Empty(await warehouse.QueryAsync(index));
    }

    [Fact]
    public async Task Where_no_index_can_be_made_keys_are_compared_without()
    {
        await warehouse.ExecuteAsync(
            """
            create schema if not exists warehouse;
            create table warehouse.parted (id bigint, name text, _run bigint, _record bigint) partition by list (name);
            create table warehouse.parted_all partition of warehouse.parted default;
            """);
        await PublishAsync("parted", Key, (1, "Ann"));

        var error = await FailAsync("parted", Key, (1, "Ben"));

        Assert.Equal((ErrorKinds.DuplicateKey, "Table warehouse.parted would have the key (id) more than once: (1) in 2 rows."), (error.Kind, error.Message));
    }

    [Theory]
    [InlineData("long_first", false)]
    [InlineData("long_later", true)]
    public async Task A_key_that_is_too_long_for_an_index_says_so(string table, bool isThere)
    {
        if (isThere)
            await PublishAsync(table, "primary_key: name", (1, "Ann"));

        // Random digits: what can be compressed may be longer.
        var error = await FailAsync(table, "primary_key: name", (1, string.Concat(Enumerable.Range(0, 4_000).Select(_ => Random.Shared.Next(10)))));

        Assert.Equal(ErrorKinds.KeyTooLong, error.Kind);
        Assert.Contains($"(name) of table warehouse.{table}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_names_no_column_is_refused()
    {
        await PublishAsync("unknown_key", "", (1, "Ann"));

        Assert.Equal(ErrorKinds.UnknownKey, (await FailAsync("unknown_key", "primary_key: nr", (2, "Ben"))).Kind);
    }

    [Fact]
    public async Task A_run_without_rows_looks_for_nothing()
    {
        await PublishAsync("no_rows", "", (1, "Ann"), (1, "Ben"));
        var run = await warehouse.StartRunAsync("no_rows", WriteDisposition.Append, Key);

        Assert.True(await run.PublishAsync());
    }

    [Fact]
    public async Task A_definition_that_was_stored_before_keys_were_checked_adds_its_rows_and_says_so()
    {
        foreach (var _ in (int[])[1, 2])
        {
            var run = await warehouse.StartRunAsync("unchecked", WriteDisposition.Append, Key, checksKeys: false);
            await run.AddPeopleAsync((1, "Ann"));
            Assert.True(await run.PublishAsync());

            var warning = Assert.Single((await run.ReadAsync()).Warnings);
            Assert.Equal((WarningKinds.KeyNotChecked, 4), (warning.Kind, warning.Line));
            Assert.Contains("Save the definition again", warning.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["2"], await warehouse.QueryAsync("select count(*) from warehouse.unchecked"));
    }

    [Fact]
    public async Task Runs_that_publish_at_once_do_not_bring_a_key_twice()
    {
        await PublishAsync("at_once", Key, (1, "Ann"));
        var runs = new List<TestRun>();
        foreach (var name in (string[])["at_once_too", "at_once_as_well"])
        {
            runs.Add(await warehouse.StartRunAsync(name, WriteDisposition.Append, $"{Key}\n    table: at_once"));
            await runs[^1].AddPeopleAsync((2, "Ben"));
        }

        await using var connection = await warehouse.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("lock table warehouse.at_once in share mode", TestContext.Current.CancellationToken);
        var publishing = Task.WhenAll(runs.Select(SucceedsAsync));
        await warehouse.WaitForAsync(
            "select count(*) = 2 from pg_locks where relation = 'warehouse.at_once'::regclass and database = (select oid from pg_database where datname = current_database()) and not granted");
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        var published = await publishing;

        Assert.Single(published, succeeded => succeeded);
        Assert.Equal(["1", "2"], await warehouse.QueryAsync("select id from warehouse.at_once order by id"));

        static async Task<bool> SucceedsAsync(TestRun run)
        {
            try
            {
                return await run.PublishAsync();
            }
            catch (RunFailedException failure) when (failure.Error.Kind == ErrorKinds.DuplicateKey)
            {
                return false;
            }
        }
    }

    private async Task<TestRun> PublishAsync(string table, string settings, params (int, string)[] people)
    {
        var run = await warehouse.StartRunAsync(table, WriteDisposition.Append, settings);
        await run.AddPeopleAsync(people);
        Assert.True(await run.PublishAsync());
        Assert.Empty((await run.ReadAsync()).Warnings);
        return run;
    }

    private async Task<RunError> FailAsync(string table, string settings, params (int, string)[] people)
    {
        var run = await warehouse.StartRunAsync(table, WriteDisposition.Append, settings);
        await run.AddPeopleAsync(people);
        return await run.FailToPublishAsync();
    }
}
