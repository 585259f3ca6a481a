using System.Globalization;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Loader.Tests.Publishing;

public sealed class ReplaceTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    [Fact]
    public async Task Replacing_twice_gives_the_same_table()
    {
        for (var i = 0; i < 2; i++)
        {
            var run = await warehouse.StartRunAsync("twice", resourceSettings: "primary_key: id");
            await run.AddPeopleAsync((1, "Ann"), (2, "Ben"));
            Assert.True(await run.PublishAsync());

            Assert.Equal(
                [$"1|Ann|{run.Number}|1000001", $"2|Ben|{run.Number}|1000002"],
                await warehouse.QueryAsync("select * from warehouse.twice order by id"));
        }

        Assert.Equal(["twice_etl_key"], await warehouse.QueryAsync("select indexname from pg_indexes where tablename = 'twice'"));
    }

    [Fact]
    public async Task Rows_without_any_column_are_rows_all_the_same()
    {
        var first = await warehouse.StartRunAsync("columnless");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        var second = await warehouse.StartRunAsync("columnless");
        await second.LoadAsync(await second.AddBatchAsync("select 1000001::bigint as _record"));

        Assert.True(await second.PublishAsync());

        Assert.Equal([$"{second.Number}|1000001|∅|∅"], await warehouse.QueryAsync("select * from warehouse.columnless"));
    }

    [Fact]
    public async Task Readers_see_the_old_rows_or_the_new_ones()
    {
        await PublishAsync(1);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var seen = new HashSet<string>();
            while (!done.IsCancellationRequested)
                seen.UnionWith(await warehouse.QueryAsync("select count(*), min(name), max(name) from warehouse.watched"));
            return seen;
        });

        for (var rows = 2; rows <= 6; rows++)
            await PublishAsync(rows);
        await done.CancelAsync();

        Assert.Subset(Enumerable.Range(1, 6).Select(rows => $"{rows}|{rows}|{rows}").ToHashSet(), await reading);

        async Task PublishAsync(int rows)
        {
            var run = await warehouse.StartRunAsync("watched");
            var name = rows.ToString(CultureInfo.InvariantCulture);
            await run.AddPeopleAsync([.. Enumerable.Range(0, rows).Select(id => (id, name))]);
            Assert.True(await run.PublishAsync());
        }
    }

    [Theory]
    [InlineData("a_view", "create view warehouse.a_view_x as select id, name from warehouse.a_view", "select count(*) from warehouse.a_view_x")]
    [InlineData("a_grant", "grant select on warehouse.a_grant to public", "select count(*) from warehouse.a_grant where has_table_privilege('public', 'warehouse.a_grant', 'select')")]
    [InlineData("an_index", "create index an_index_x on warehouse.an_index (name)", "select count(*) + 1 from pg_indexes where indexname = 'an_index_x'")]
    [InlineData("a_comment", "comment on table warehouse.a_comment is 'hello'", "select count(*) + 1 from pg_description where description = 'hello'")]
    [InlineData("a_function", "create function warehouse.f() returns setof warehouse.a_function language sql as 'select * from warehouse.a_function'", "select count(*) from warehouse.f()")]
    [InlineData("a_policy", "create policy p on warehouse.a_policy using (true)", "select count(*) + 1 from pg_policies where policyname = 'p'")]
    [InlineData("mandatory", "alter table warehouse.mandatory alter id set not null", "select count(*) + 1 from pg_attribute where attrelid = 'warehouse.mandatory'::regclass and attname = 'id' and attnotnull")]
    public async Task What_people_hang_on_a_table_survives(string table, string sql, string check)
    {
        var first = await warehouse.StartRunAsync(table, resourceSettings: "primary_key: id");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        await warehouse.ExecuteAsync(sql);
        var second = await warehouse.StartRunAsync(table, resourceSettings: "primary_key: id");
        await second.AddPeopleAsync((2, "Ben"), (3, "Cay"));

        Assert.True(await second.PublishAsync());

        Assert.Equal(["2"], await warehouse.QueryAsync(check));
        Assert.Equal(["2|Ben", "3|Cay"], await warehouse.QueryAsync($"select id, name from warehouse.{table} order by id"));
        Assert.Contains($"{table}_etl_key", await warehouse.QueryAsync($"select indexname from pg_indexes where tablename = '{table}'"));
    }

    [Fact]
    public async Task A_table_that_somebody_made_is_filled_and_keeps_its_columns()
    {
        await warehouse.ExecuteAsync("create schema if not exists warehouse; create table warehouse.by_hand (id integer, name varchar(3), own text)");
        for (var i = 0; i < 2; i++)
        {
            var run = await warehouse.StartRunAsync("by_hand");
            await run.AddPeopleAsync((1, "Ann"));
            Assert.True(await run.PublishAsync());
        }

        Assert.Equal(["integer|character varying(3)|∅"], await warehouse.QueryAsync(
            "select (select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'warehouse.by_hand'::regclass and attname = 'id'), "
            + "(select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'warehouse.by_hand'::regclass and attname = 'name'), own from warehouse.by_hand"));
    }

    [Fact]
    public async Task A_type_that_somebody_chose_since_stays()
    {
        var first = await warehouse.StartRunAsync("retyped");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        await warehouse.ExecuteAsync("alter table warehouse.retyped alter id type integer");
        var second = await warehouse.StartRunAsync("retyped");
        await second.AddPeopleAsync((2, "Ben"));

        Assert.True(await second.PublishAsync());

        Assert.Equal(["2|integer"], await warehouse.QueryAsync("select id, pg_typeof(id)::text from warehouse.retyped"));
    }

    [Fact]
    public async Task A_table_under_a_view_gets_new_and_wider_columns()
    {
        await PublishAsync("select 1000001::bigint as _record, 1::bigint as id", """[{"name":"id","type":"bigint"}]""");
        await warehouse.ExecuteAsync("create view warehouse.viewed_x as select _record from warehouse.viewed");

        await PublishAsync("select 1000001::bigint as _record, 'A1' as id, true as more", """[{"name":"id","type":"text"},{"name":"more","type":"boolean"}]""");

        Assert.Equal(["A1|True"], await warehouse.QueryAsync("select id, more from warehouse.viewed"));

        async Task PublishAsync(string sql, string columns)
        {
            var run = await warehouse.StartRunAsync("viewed");
            await run.LoadAsync(await run.AddBatchAsync(sql, columns));
            await run.PublishAsync();
        }
    }

    [Fact]
    public async Task A_column_that_a_view_uses_cannot_be_widened()
    {
        var first = await warehouse.StartRunAsync("held");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        await warehouse.ExecuteAsync("create view warehouse.held_x as select id from warehouse.held");
        var second = await warehouse.StartRunAsync("held");
        await second.LoadAsync(await second.AddBatchAsync("select 1000001::bigint as _record, 'A1' as id", """[{"name":"id","type":"text"}]"""));

        var error = await second.FailToPublishAsync();

        Assert.Equal((Stage.Publish, "schema_conflict"), (error.Stage, error.Kind));
        Assert.Contains("warehouse.held", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await warehouse.QueryAsync("select id from warehouse.held_x"));
    }

    [Fact]
    public async Task A_view_in_the_tables_place_is_a_conflict()
    {
        await warehouse.ExecuteAsync("create schema if not exists warehouse; create view warehouse.taken as select 1 as id");
        var run = await warehouse.StartRunAsync("taken");
        await run.AddPeopleAsync((1, "Ann"));

        Assert.Equal("schema_conflict", (await run.FailToPublishAsync()).Kind);
    }

    [Fact]
    public async Task A_key_that_comes_twice_fails_the_run_and_leaves_the_table()
    {
        var first = await warehouse.StartRunAsync("keyed", resourceSettings: "primary_key: id");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        var second = await warehouse.StartRunAsync("keyed", resourceSettings: "primary_key: id");
        await second.AddPeopleAsync((7, "Ben"), (7, "Cay"));

        var error = await second.FailToPublishAsync();

        Assert.Equal("duplicate_key", error.Kind);
        Assert.Contains("warehouse.keyed", error.Message, StringComparison.Ordinal);
        Assert.Contains("(id) more than once: (7) in 2 rows.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|Ann"], await warehouse.QueryAsync("select id, name from warehouse.keyed"));
    }

    [Fact]
    public async Task No_rows_make_an_empty_table_that_keeps_its_columns()
    {
        var first = await warehouse.StartRunAsync("emptied");
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        var second = await warehouse.StartRunAsync("emptied", resourceSettings: "allow_empty: true");

        Assert.True(await second.PublishAsync());

        Assert.Equal(["0"], await warehouse.QueryAsync("select count(name) from warehouse.emptied"));
        Assert.Equal(RunStatus.Succeeded, (await second.ReadAsync()).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_table_that_has_rows_is_not_emptied(bool allFiltered)
    {
        var table = allFiltered ? "kept_filtered" : "kept";
        var first = await warehouse.StartRunAsync(table);
        await first.AddPeopleAsync((1, "Ann"));
        await first.PublishAsync();
        var second = await warehouse.StartRunAsync(table);
        if (allFiltered)
            await second.LoadAsync(await second.AddBatchAsync(null, filtered: 5));

        var error = await second.FailToPublishAsync();

        Assert.Equal((Stage.Publish, ErrorKinds.EmptySource), (error.Stage, error.Kind));
        Assert.Contains("allow_empty: true", error.Hint, StringComparison.Ordinal);
        Assert.Equal(["1|Ann"], await warehouse.QueryAsync($"select id, name from warehouse.{table}"));
    }

    [Fact]
    public async Task An_empty_table_may_stay_empty()
    {
        for (var i = 0; i < 2; i++)
            Assert.True(await (await warehouse.StartRunAsync("still_empty")).PublishAsync());
    }

    [Theory]
    [InlineData("shrank_key", "primary_key: id", 5, 2, true)]
    [InlineData("halved_key", "primary_key: id", 4, 2, false)]
    [InlineData("shrank", "", 5, 2, true)]
    [InlineData("halved", "", 4, 2, false)]
    public async Task A_table_that_loses_more_than_half_gives_a_warning(string table, string settings, int before, int after, bool isWarned)
    {
        foreach (var rows in (int[])[before, after])
        {
            var run = await warehouse.StartRunAsync(table, resourceSettings: settings);
            await run.AddPeopleAsync([.. Enumerable.Range(1, rows).Select(id => (id, "Ann"))]);
            await run.PublishAsync();
            var warnings = (await run.ReadAsync()).Warnings;

            Assert.Equal(isWarned && rows == after ? [$"Table warehouse.{table} had {before} rows and has {after} now."] : [],
                warnings.Select(warning => warning.Message));
            Assert.All(warnings, warning => Assert.Equal(WarningKinds.TableShrank, warning.Kind));
            Assert.Equal([$"{warnings.Count}"], await warehouse.QueryAsync(
                $"select count(*) from etl.run_events where run_id = '{run.Id}' and level = 'warning' and message like '%(table_shrank)'"));
        }
    }

    [Fact]
    public async Task A_key_may_not_be_null()
    {
        var run = await warehouse.StartRunAsync("null_keys", resourceSettings: "primary_key: [name, id]");
        await run.LoadAsync(await run.AddBatchAsync(
            "select * from (values (1000001::bigint, 1::bigint, 'Ann'), (1000002, null, 'Ben'), (1000003, null, 'Cay')) t(_record, id, name)",
            """[{"name":"id","type":"bigint"},{"name":"name","type":"text"}]"""));

        var error = await run.FailToPublishAsync();

        Assert.Equal(ErrorKinds.NullKey, error.Kind);
        Assert.Equal("Table warehouse.null_keys would have 2 rows without a value in 'id', which is part of its primary key.", error.Message);
    }

    [Fact]
    public async Task A_key_that_is_too_long_for_an_index_says_so()
    {
        var run = await warehouse.StartRunAsync("long_keys", resourceSettings: "primary_key: name");
        // Random digits: what can be compressed may be longer.
        var name = string.Concat(Enumerable.Range(0, 4_000).Select(_ => Random.Shared.Next(10)));
        await run.AddPeopleAsync((1, name));

        var error = await run.FailToPublishAsync();

        Assert.Equal(ErrorKinds.KeyTooLong, error.Kind);
        Assert.Contains("md5(name)", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_without_batches_makes_an_empty_table()
    {
        var run = await warehouse.StartRunAsync("never_any");

        Assert.True(await run.PublishAsync());

        Assert.Empty(await warehouse.QueryAsync("select * from warehouse.never_any"));
    }

    [Fact]
    public async Task A_column_comes_with_its_first_value_and_stays()
    {
        const string columns = "select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attname) "
            + "from pg_attribute where attrelid = 'warehouse.nulls'::regclass and attnum > 0 and attname in ('id', 'note') and not attisdropped";
        Assert.Equal(["Table warehouse.nulls does not have note yet: no record has had a value for it."], await PublishAsync("null", "null"));
        Assert.Equal(["id bigint"], await warehouse.QueryAsync(columns));

        Assert.Empty(await PublishAsync("5::bigint", "\"bigint\""));
        Assert.Equal(["id bigint, note bigint"], await warehouse.QueryAsync(columns));

        Assert.Empty(await PublishAsync("null", "null"));
        Assert.Equal(["id bigint, note bigint"], await warehouse.QueryAsync(columns));
        Assert.Equal(["1|∅"], await warehouse.QueryAsync("select id, note from warehouse.nulls"));

        async Task<IEnumerable<string>> PublishAsync(string note, string type)
        {
            var run = await warehouse.StartRunAsync("nulls");
            await run.LoadAsync(await run.AddBatchAsync($"select 1000001::bigint as _record, 1::bigint as id, {note} as note",
                $$"""[{"name":"id","type":"bigint"},{"name":"note","type":{{type}}}]"""));
            Assert.True(await run.PublishAsync());
            return (await run.ReadAsync()).Warnings.Select(warning => warning.Message);
        }
    }

    [Fact]
    public async Task Names_as_long_as_PostgreSQL_allows_work()
    {
        var table = new string('t', 63);
        for (var i = 0; i < 2; i++)
        {
            var run = await warehouse.StartRunAsync(table, resourceSettings: "primary_key: id");
            await run.AddPeopleAsync((1, "Ann"));
            Assert.True(await run.PublishAsync());
        }

        Assert.Equal(["1"], await warehouse.QueryAsync($"select count(*) from warehouse.{table}"));
        Assert.Single(await warehouse.QueryAsync($"select indexname from pg_indexes where tablename = '{table}'"));
    }

    [Fact]
    public async Task Default_privileges_of_the_schema_are_given()
    {
        await warehouse.ExecuteAsync(
            "create schema if not exists shared; alter default privileges in schema shared grant select on tables to public");
        var run = await TestRun.StartAsync(warehouse, "privileged",
            "{name: privileged, source: {type: rest, base_url: 'http://localhost'}, resources: [{name: privileged, path: /x, write_disposition: replace}], destination: {schema: shared}}");
        await run.AddPeopleAsync((1, "Ann"));

        await run.PublishAsync();

        Assert.Equal(["True|1"], await warehouse.QueryAsync("select has_table_privilege('public', 'shared.privileged', 'select'), count(*) from shared.privileged"));
    }
}
