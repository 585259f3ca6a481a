using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace EtlAspire.AppHost.Tests.Servers;

public sealed class PostgresServerTests : IAsyncDisposable
{
    private readonly RunningServer _server = RunningServer.Postgres();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Rows_survive_a_kill_and_a_changed_password()
    {
        await StartAsync();
        await ExecuteAsync("CREATE TABLE kept AS SELECT 42 AS number");
        await _server.KillAsync();

        _server.Settings = _server.Settings with { Password = "se'cond\"" };
        await StartAsync();

        Assert.Equal(42, await ExecuteAsync("SELECT number FROM kept"));
    }

    [Fact]
    public async Task It_lets_nobody_in_without_the_password()
    {
        await StartAsync();
        _server.Settings = _server.Settings with { Password = "wrong" };

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync("SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Half_made_data_and_a_stale_pid_do_not_keep_it_from_starting()
    {
        var data = Path.Combine(_server.Settings.DataDirectory, "data");
        Directory.CreateDirectory(data);
        Directory.CreateDirectory(data + ".unfinished");
        await File.WriteAllTextAsync(Path.Combine(data, "half"), "made", TestContext.Current.CancellationToken);
        await StartAsync();
        await _server.KillAsync();
        await File.WriteAllTextAsync(Path.Combine(data, "postmaster.pid"), $"{Environment.ProcessId}\n{data}\n",
            TestContext.Current.CancellationToken);

        await StartAsync();

        Assert.Equal(1, await ExecuteAsync("SELECT 1"));
        Assert.True(File.Exists(Path.Combine(data + ".set-aside-1", "half")));
    }

    [Fact]
    public async Task A_stop_is_clean()
    {
        await StartAsync();

        Assert.Equal(0, await _server.StopAsync());
    }

    [Fact]
    public async Task The_database_is_there_and_made_where_an_old_directory_lacks_it()
    {
        await StartAsync();
        Assert.Equal(1L, await ExecuteAsync("SELECT count(*) FROM pg_database WHERE datname = 'warehouse'"));
        await ExecuteAsync("DROP DATABASE warehouse");
        await _server.StopAsync();

        _server.Settings = _server.Settings with { Password = "second" }; // as when another user starts
        await StartAsync();

        Assert.Equal(1L, await ExecuteAsync("SELECT count(*) FROM pg_database WHERE datname = 'warehouse'"));
    }

    [Fact]
    public async Task A_directory_of_the_time_before_Aspire_keeps_its_rows_whatever_its_password_was()
    {
        await StartAsync();
        await ExecuteAsync("CREATE TABLE kept AS SELECT 42 AS number", "warehouse");
        await _server.StopAsync();
        await MarkAsBeforeAspireAsync();

        _server.Settings = _server.Settings with { Password = "second" }; // Aspire's, from the user secrets
        await StartAsync();

        Assert.Equal(42, await ExecuteAsync("SELECT number FROM kept", "warehouse"));
    }

    [Fact]
    public async Task Durability_is_never_traded_for_speed()
    {
        await StartAsync();

        foreach (var setting in (string[])["fsync", "full_page_writes", "synchronous_commit"])
            Assert.Equal("on", await ExecuteAsync($"SHOW {setting}"));
    }

    private Task StartAsync() => _server.StartAsync(TestContext.Current.CancellationToken);

    // The mark then knew nothing of the database, which was made when the server ran.
    private Task MarkAsBeforeAspireAsync()
    {
        var settings = _server.Settings;
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.UserName}\n{settings.Password}")));
        return File.WriteAllTextAsync(Path.Combine(settings.DataDirectory, "password-set"), mark, TestContext.Current.CancellationToken);
    }

    private async Task<object?> ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{_server.ConnectionString};Database={database}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
