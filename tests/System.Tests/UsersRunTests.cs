using System.Net;
using System.Text.Json;
using EtlAspire.SystemTests.Hosting;
using Npgsql;

namespace EtlAspire.SystemTests;

public sealed class UsersRunTests(EtlSystem system)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_click_brings_ten_users_into_the_warehouse()
    {
        var run = await system.Client.RunAsync("users", Cancel);

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.Equal(new ReceiptView(10, 0, 0, 10, true), run.Receipt);
        Assert.Equal(new TableView("warehouse.users", 10), Assert.Single(run.Tables));
        Assert.NotNull(run.TraceId);

        await using var reader = await QueryAsync("""
            select count(*),
                   bool_and(email = lower(email)),
                   bool_and(first_name <> '' and last_name <> ''),
                   bool_and(phone is not null),
                   bool_and(pg_typeof(address_geo_lat) = 'double precision'::regtype)
            from warehouse.users
            """);
        await reader.ReadAsync(Cancel);
        Assert.Equal(10, reader.GetInt64(0));
        for (var column = 1; column < reader.FieldCount; column++)
            Assert.True(reader.GetBoolean(column), $"condition {column}");
    }

    [Fact]
    public async Task A_row_leads_back_to_its_raw_record()
    {
        await system.Client.RunAsync("users", Cancel);
        await using var reader = await QueryAsync("select _run, _record from warehouse.users where username = 'Bret'");
        await reader.ReadAsync(Cancel);

        var path = $"/api/lineage/{reader.GetInt64(0)}/{reader.GetInt64(1)}";
        using var response = await system.Client.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var record = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("Leanne Graham", record.RootElement.GetProperty("name").GetString());
        Assert.Equal("Sincere@april.biz", record.RootElement.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Replacing_twice_gives_the_same_table()
    {
        await system.Client.RunAsync("users", Cancel);
        var once = await ContentAsync();

        await system.Client.RunAsync("users", Cancel);

        Assert.Equal(once, await ContentAsync());
    }

    [Fact]
    public async Task A_replay_loads_the_same_rows_without_the_source()
    {
        var original = await system.Client.RunAsync("users", Cancel);
        var content = await ContentAsync();
        await ExecuteAsync("delete from warehouse.users");
        await system.StopAsync("sampleapi", Cancel);
        try
        {
            var replay = await system.Client.PostAsync(original.Id, "replay", Cancel);
            replay = await system.Client.WaitForEndAsync(replay.Id, TimeSpan.FromMinutes(1), Cancel);

            Assert.True(replay.Status == "succeeded", replay.ToString());
            Assert.Equal("replay", replay.Trigger);
            Assert.Equal(original.Receipt, replay.Receipt);
            Assert.Equal(content, await ContentAsync());
        }
        finally
        {
            await system.StartAsync("sampleapi", Cancel);
        }
    }

    [Fact]
    public async Task Runs_of_one_pipeline_take_turns_in_order()
    {
        var first = await system.Client.RequestRunAsync("users", Cancel);
        var second = await system.Client.RequestRunAsync("users", Cancel);

        first = await system.Client.WaitForEndAsync(first.Id, TimeSpan.FromMinutes(1), Cancel);
        second = await system.Client.WaitForEndAsync(second.Id, TimeSpan.FromMinutes(1), Cancel);

        Assert.Equal(("succeeded", "succeeded"), (first.Status, second.Status));
        Assert.True(second.StartedAt >= first.FinishedAt, $"{second.StartedAt:O} is before {first.FinishedAt:O}");
    }

    private async Task<string> ContentAsync()
    {
        await using var command = system.Warehouse.CreateCommand(
            "select md5(string_agg((to_jsonb(u) - '_run' - '_record')::text, '|' order by id)) from warehouse.users u");
        return (string)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = system.Warehouse.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<NpgsqlDataReader> QueryAsync(string sql)
    {
        await using var command = system.Warehouse.CreateCommand(sql);
        return await command.ExecuteReaderAsync(Cancel);
    }
}
