using EtlAspire.Dashboard.Warehouse;
using EtlAspire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EtlAspire.Dashboard.Tests.Warehouse;

[Collection(DashboardTests.Name)]
public sealed class TableReportTests(DashboardFixture dashboard)
{
    private const string HostileName = "a\"b'; drop table x; -- <i>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_of_every_kind_of_column_are_right()
    {
        var report = await ReportAsync(
            "n bigint, amount numeric, ratio double precision, name text, happened timestamptz, day date, good boolean, tags jsonb, raw json",
            """
            values (1, 1.5, 'NaN'::float8, 'b', '2025-01-01 00:00Z'::timestamptz, '2025-01-01'::date, true, '[1]'::jsonb, '{}'::json),
                   (3, 9e400, 2.5, 'a', 'infinity', null, false, '[1]', '{}'),
                   (3, null, null, null, null, null, null, null, null)
            """);

        Assert.Equal(3, report.Table.Rows);
        Assert.False(report.Table.RowsAreEstimated);
        Assert.Equal((0L, 2L, "1", "3"), Figures(report, "n"));
        Assert.Equal((1L, 2L, "1.5", "9" + new string('0', 79)), Figures(report, "amount"));
        Assert.Equal((1L, 2L, "2.5", "NaN"), Figures(report, "ratio"));
        Assert.Equal((1L, 2L, "a", "b"), Figures(report, "name"));
        Assert.Equal((1L, 2L, "2025-01-01 00:00:00+00", "infinity"), Figures(report, "happened"));
        Assert.Equal((2L, 1L, "2025-01-01", "2025-01-01"), Figures(report, "day"));
        Assert.Equal((1L, 2L, "false", "true"), Figures(report, "good"));
        Assert.Equal((1L, 1L, null, null), Figures(report, "tags"));
        Assert.Equal((1L, 1L, null, null), Figures(report, "raw"));
        Assert.Equal("NaN", report.Preview[0].Values[2]);
    }

    [Theory]
    [InlineData("day", "date")]
    [InlineData("moment", "timestamp")]
    public async Task Times_beyond_the_calendar_spoil_no_chart(string column, string type)
    {
        var report = await ReportAsync(
            $"{column} {type}", "values ('0001-01-01'), ('9999-12-31'), ('20000-01-01'), ('0044-03-15 BC'), ('infinity')", column);

        Assert.Equal(2, report.Chart!.Bars.Sum(bar => bar.Rows));
    }

    [Theory]
    [InlineData("n")]
    [InlineData("amount")]
    [InlineData("ratio")]
    [InlineData("name")]
    [InlineData("happened")]
    [InlineData("day")]
    [InlineData("good")]
    [InlineData("tags")]
    public async Task Every_column_has_a_chart_that_counts_its_rows(string column)
    {
        var report = await ReportAsync(
            "n bigint, amount numeric, ratio double precision, name text, happened timestamptz, day date, good boolean, tags jsonb",
            """
            select i, i * 1.5, sqrt(i), 'name ' || i % 40, timestamptz '2025-01-01Z' + i * interval '1 hour',
                date '2025-01-01' + i, i % 2 = 0, jsonb_build_array(i % 3) from generate_series(1, 100) as i
            """,
            column);

        var chart = report.Chart!;
        Assert.Equal(column, chart.Column);
        Assert.Equal(100, chart.Bars.Sum(bar => bar.Rows) + chart.OtherRows);
        Assert.InRange(chart.Bars.Count, 2, 24);
    }

    [Fact]
    public async Task Values_without_a_place_on_the_axis_are_left_out_of_a_chart()
    {
        var report = await ReportAsync("amount numeric", "values (1), (2), (9e400), ('NaN')", "amount");

        Assert.Equal(2, report.Chart!.Bars.Sum(bar => bar.Rows));
    }

    [Fact]
    public async Task Histogram_of_few_whole_numbers_has_a_bar_for_each()
    {
        var report = await ReportAsync("n bigint", "values (1), (2), (2), (4)", "n");

        Assert.Equal(
            [new ChartBar("1", 1), new ChartBar("2", 2), new ChartBar("3", 0), new ChartBar("4", 1)], report.Chart!.Bars);
    }

    [Fact]
    public async Task Histogram_of_many_whole_numbers_names_what_a_bar_holds()
    {
        var report = await ReportAsync("n bigint", "select * from generate_series(1, 48)", "n");

        Assert.Equal(24, report.Chart!.Bars.Count);
        Assert.Equal(new ChartBar("1 – 2", 2), report.Chart.Bars[0]);
        Assert.Equal(new ChartBar("47 – 48", 2), report.Chart.Bars[^1]);
    }

    [Fact]
    public async Task Places_are_found_by_the_names_of_their_columns()
    {
        var report = await ReportAsync(
            "plat double precision, plng double precision, home_lat double precision, home_lng double precision",
            "values (1, 1, 51.5, -0.1), (1, 1, 95, 0), (1, 1, null, 3)");

        Assert.Equal(("home_lat", "home_lng"), (report.Map!.Latitude, report.Map.Longitude));
        var point = Assert.Single(report.Map.Points);
        Assert.Equal([-0.1, 51.5], point);
    }

    [Fact]
    public async Task Table_without_places_has_no_map() =>
        Assert.Null((await ReportAsync("lat text, lng text, latency bigint", "values ('1', '2', 3)")).Map);

    [Fact]
    public async Task Empty_table_and_table_without_columns_have_a_page()
    {
        var empty = await ReportAsync("n bigint, happened timestamp", "select 1, now() where false", "happened");
        var bare = await ReportAsync("", "select");

        Assert.Empty(empty.Chart!.Bars);
        Assert.Empty(empty.Preview);
        Assert.Null(bare.Chart);
    }

    [Fact]
    public async Task Hostile_names_are_names_and_nothing_else()
    {
        var report = await ReportAsync($"{SqlName.Quote(HostileName)} text", "values ('v')", HostileName, HostileName);

        Assert.Equal((0L, 1L, "v", "v"), Figures(report, HostileName));
        Assert.Equal(HostileName, report.Chart!.Column);
    }

    [Fact]
    public async Task Page_of_a_table_with_hostile_names_escapes_them()
    {
        var schema = await CreateAsync(
            $"{SqlName.Quote(HostileName)} text, _run bigint, _record bigint", "values ('<u>', 1, 1000001)", HostileName);
        using var client = dashboard.CreateClient();

        var page = await client.GetStringAsync(
            $"/warehouse/{schema}/{Uri.EscapeDataString(HostileName)}?column={Uri.EscapeDataString(HostileName)}", Cancel);

        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<u>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/api/lineage/1/1000001\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_table_is_looked_at_through_a_sample()
    {
        var report = await ReportAsync(
            "n bigint, half bigint",
            "select i, case when i % 2 = 0 then i % 10 end from generate_series(1, 300000) as i");

        Assert.True(report.Table.IsSampled);
        Assert.InRange(report.Figures[1].Nulls, 140_000, 160_000);
        Assert.Equal(5, report.Figures[1].Distinct);
        Assert.InRange(report.Figures[0].Distinct, 250_000, 300_000);
    }

    [Fact]
    public async Task Only_schemas_of_pipelines_are_shown()
    {
        var schema = await CreateAsync("n bigint", "values (1)");
        await using var scope = dashboard.Services.CreateAsyncScope();
        var tables = scope.ServiceProvider.GetRequiredService<WarehouseTables>();

        var all = await tables.ListAsync(Cancel);

        Assert.Contains(all, table => table.Schema == schema);
        Assert.DoesNotContain(all, table => table.Schema is "etl" or "public" or "pg_catalog");
        Assert.Null(await tables.FindAsync("etl", "runs", Cancel));
        Assert.Null(await tables.FindAsync(schema, "there_is_none", Cancel));
        Assert.Null(await tables.FindAsync(schema, "nul\0", Cancel));
    }

    [Fact]
    public async Task Nothing_is_written_while_the_warehouse_is_read()
    {
        await using var scope = dashboard.Services.CreateAsyncScope();
        var reader = scope.ServiceProvider.GetRequiredService<WarehouseReader>();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => reader.ReadAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand("create table public.written ()", connection);
                return await command.ExecuteNonQueryAsync(Cancel);
            },
            Cancel));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refusal.SqlState);
    }

    private static (long Nulls, long Distinct, string? Smallest, string? Largest) Figures(TableReport report, string column)
    {
        var figures = report.Figures.Single(figure => figure.Column.Name == column);
        return (figures.Nulls, figures.Distinct, figures.Smallest, figures.Largest);
    }

    [Fact]
    public async Task A_table_that_was_looked_at_often_may_come_back_with_other_columns()
    {
        const string Table = "things";
        var schema = await CreateAsync("n bigint", "values (1)", Table);
        for (var look = 0; look < 12; look++) // many more than make a statement a prepared one
            await LookAsync(schema, Table, "n");
        await using (var replace = dashboard.Postgres.Warehouse.CreateCommand(
            $"drop table {schema}.{Table}; create table {schema}.{Table} (n double precision); insert into {schema}.{Table} values (1.5)"))
            await replace.ExecuteNonQueryAsync(Cancel);

        var report = await LookAsync(schema, Table, "n");

        Assert.Equal("1.5", report.Preview[0].Values[0]);
        Assert.Equal(1, report.Chart!.Bars.Sum(bar => bar.Rows));
    }

    private async Task<TableReport> ReportAsync(string columns, string rows, string? chart = null, string table = "things") =>
        await LookAsync(await CreateAsync(columns, rows, table), table, chart);

    private async Task<TableReport> LookAsync(string schema, string table, string? chart)
    {
        await using var scope = dashboard.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<WarehouseTables>().FindAsync(schema, table, Cancel);
        return await scope.ServiceProvider.GetRequiredService<TableReports>().MakeAsync(found!, chart, Cancel);
    }

    private async Task<string> CreateAsync(string columns, string rows, string table = "things")
    {
        var schema = $"s{Guid.NewGuid():N}"[..20];
        await dashboard.Postgres.AddPipelineAsync(schema: schema);
        var name = SqlName.Quote(schema, table);
        await using var command = dashboard.Postgres.Warehouse.CreateCommand(
            $"create schema {schema}; create table {name} ({columns}); insert into {name} {rows}; analyze {name}");
        await command.ExecuteNonQueryAsync(Cancel);
        return schema;
    }
}
