using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Loader.Tests.Publishing;

public sealed class AppendTests(TestWarehouse warehouse) : IClassFixture<TestWarehouse>
{
    [Fact]
    public async Task Each_run_adds_its_rows()
    {
        await AppendAsync("added", "select 1000001::bigint as _record, 1::bigint as id", """[{"name":"id","type":"bigint"}]""");
        await AppendAsync("added", "select 1000001::bigint as _record, 1::bigint as id", """[{"name":"id","type":"bigint"}]""");

        Assert.Equal(["2|2"], await warehouse.QueryAsync("select count(*), count(distinct _run) from warehouse.added"));
    }

    [Fact]
    public async Task A_replay_takes_the_place_of_its_run_and_of_every_replay_of_it()
    {
        var other = await PublishAsync(null, (9, "Zoe"));
        var original = await PublishAsync(null, (1, "Ann"), (2, "Ben"));
        var replay = await PublishAsync(original.Id, (1, "Anne"), (2, "Ben"));
        Assert.Equal(["1|Anne", "2|Ben", "9|Zoe"], await warehouse.QueryAsync("select id, name from warehouse.replayed order by id"));

        var again = await PublishAsync(original.Id, (1, "Anna"));
        Assert.Equal(["1|Anna", "9|Zoe"], await warehouse.QueryAsync("select id, name from warehouse.replayed order by id"));

        var ofReplay = await PublishAsync(replay.Id, (2, "Benny"));
        Assert.Equal([$"2|{ofReplay.Number}", $"9|{other.Number}"], await warehouse.QueryAsync("select id, _run from warehouse.replayed order by id"));
        Assert.NotEqual(again.Number, ofReplay.Number);

        async Task<TestRun> PublishAsync(Guid? replayOf, params (int, string)[] people)
        {
            var run = await warehouse.StartRunAsync("replayed", WriteDisposition.Append, replayOf: replayOf);
            await run.AddPeopleAsync(people);
            Assert.True(await run.PublishAsync());
            return run;
        }
    }

    [Fact]
    public async Task The_table_grows_with_the_rows()
    {
        await AppendAsync("growing", "select 1000001::bigint as _record, 1::bigint as id, 1.5::double as price",
            """[{"name":"id","type":"bigint"},{"name":"price","type":"double"}]""");
        await AppendAsync("growing", "select 1000001::bigint as _record, 'A2' as id, 2::bigint as price, true as new",
            """[{"name":"id","type":"text"},{"name":"price","type":"bigint"},{"name":"new","type":"boolean"}]""");

        Assert.Equal(
            ["1|1.5|∅|text|numeric", "A2|2|True|text|numeric"],
            await warehouse.QueryAsync("select id, price::text, new, pg_typeof(id)::text, pg_typeof(price)::text from warehouse.growing order by _run"));
        Assert.Equal(["1", "2"], await warehouse.QueryAsync("select version from etl.table_schemas where name = 'warehouse.growing' order by version"));
    }

    [Fact]
    public async Task Narrower_rows_fit_into_wider_columns()
    {
        await AppendAsync("wide", "select 1000001::bigint as _record, 'A1' as id", """[{"name":"id","type":"text"}]""");
        await AppendAsync("wide", "select 1000001::bigint as _record, 2::bigint as id", """[{"name":"id","type":"bigint"}]""");

        Assert.Equal(["A1", "2"], await warehouse.QueryAsync("select id from warehouse.wide order by _run"));
    }

    [Theory]
    [InlineData("", "bigint", "∅|5")]
    [InlineData("create view warehouse.only_nulls_{0}_x as select note from warehouse.only_nulls_{0}", "text", "∅|5")]
    [InlineData("update warehouse.only_nulls_{0} set note = 'a'", "text", "a|5")]
    public async Task A_column_that_an_older_version_made_text_gets_the_type_of_its_first_value(string before, string type, string notes)
    {
        var table = $"only_nulls_{before.Length}";
        await AppendAsync(table, "select 1000001::bigint as _record, 1::bigint as id", """[{"name":"id","type":"bigint"}]""");
        await warehouse.ExecuteAsync($"alter table warehouse.{table} add column note text");
        if (before.Length > 0)
            await warehouse.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, before, before.Length));

        await AppendAsync(table, "select 1000001::bigint as _record, 2::bigint as id, 5::bigint as note",
            """[{"name":"id","type":"bigint"},{"name":"note","type":"bigint"}]""");

        Assert.Equal([$"{type}|{notes}"], await warehouse.QueryAsync(
            $"select pg_typeof(max(note))::text, coalesce(min(note) filter (where id = 1)::text, '∅'), min(note) filter (where id = 2)::text from warehouse.{table}"));
    }

    [Fact]
    public async Task A_table_that_somebody_made_keeps_its_types()
    {
        await warehouse.ExecuteAsync("create schema if not exists warehouse; create table warehouse.foreign_made (id integer, name varchar(10))");

        await AppendAsync("foreign_made", "select 1000001::bigint as _record, 1::bigint as id, 'Ann' as name", """[{"name":"id","type":"bigint"},{"name":"name","type":"text"}]""");

        Assert.Equal(["1|Ann|integer"], await warehouse.QueryAsync("select id, name, pg_typeof(id)::text from warehouse.foreign_made"));
    }

    [Fact]
    public async Task A_value_that_does_not_suit_somebodys_column_is_a_conflict()
    {
        await warehouse.ExecuteAsync("create schema if not exists warehouse; create table warehouse.strict_made (id integer)");
        var run = await warehouse.StartRunAsync("strict_made", WriteDisposition.Append);
        await run.LoadAsync(await run.AddBatchAsync("select 1000001::bigint as _record, 'A1' as id", """[{"name":"id","type":"text"}]"""));

        Assert.Equal("schema_conflict", (await run.FailToPublishAsync()).Kind);
        Assert.Empty(await warehouse.QueryAsync("select * from warehouse.strict_made"));
    }

    private async Task AppendAsync(string table, string sql, string columns)
    {
        var run = await warehouse.StartRunAsync(table, WriteDisposition.Append);
        await run.LoadAsync(await run.AddBatchAsync(sql, columns));
        Assert.True(await run.PublishAsync());
    }
}
